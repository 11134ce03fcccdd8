/**
 * The Call API's origin, `https://host:port`, for an address as typed. Scheme and path are ignored; the default port is
 * 8089.
 */
export function ecss10Origin(address: string): string {
  const [, host = '', port = ':8089'] =
    /^(?:\w+:\/\/)?(\[[0-9a-f:]+\]|[^/?#\s@:]+)(:\d+)?/i.exec(address.trim()) ?? [];
  return `https://${host}${port}`;
}
