/**
 * A link that may be given to a browser: http or https with a host, else empty.
 * @param hosts hosts that are allowed, with all below them; an empty list allows all
 */
export function webLink(text: string, hosts: readonly string[]): string {
  const link = text.trim();
  // No user name before the host, nothing that a browser would read as another address.
  const match = /^https?:\/\/([a-z\d.-]+|\[[a-f\d:.]+\])(?::\d{1,5})?(?:[/?#][^\s"<>\\]*)?$/i.exec(link);
  if (match === null) return '';
  const host = (match[1] ?? '').toLowerCase();
  const isAllowed =
    hosts.length === 0 || hosts.some((one) => host === one || host.slice(-one.length - 1) === '.' + one);
  return isAllowed ? link : '';
}
