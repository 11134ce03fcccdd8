/** Where the Call API is, of what was typed: `https://host:port`; without a port 8089. */
export function ecss10Origin(address: string): string {
  const [, host = '', port = ':8089'] =
    /^(?:\w+:\/\/)?(\[[0-9a-f:]+\]|[^/?#\s@:]+)(:\d+)?/i.exec(address.trim()) ?? [];
  return `https://${host}${port}`;
}
