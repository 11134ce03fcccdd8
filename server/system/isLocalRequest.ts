import type { IncomingMessage } from 'node:http';

/** What a proxy adds to a request: then its sender may be anywhere. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Was the request sent from this machine, by no proxy? A connection from here to one of the machine's own addresses
 * comes from that address, or from a loopback one.
 */
export function isLocalRequest({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  if (FORWARDED.some((name) => headers[name] !== undefined)) return false;
  const from = plain(socket.remoteAddress);
  return from !== '' && (/^127\.|^::1$/.test(from) || from === plain(socket.localAddress));
}

/** Without a zone, and an IPv4 address that IPv6 carries as such. */
function plain(address = ''): string {
  return address
    .toLowerCase()
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=[\d.]+$)/, '');
}
