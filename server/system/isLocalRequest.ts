import type { IncomingMessage } from 'node:http';

/** Headers that proxies add: the request may then come from any machine. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Was the request sent by this machine itself and not forwarded by a proxy? Accepts loopback and the machine's own
 * addresses: the command line connects to the configured `host`, and such a connection comes from that same address.
 * `/metrics` without a token is stricter: `isLoopbackRequest` in metrics/metricsRoutes.ts accepts loopback only.
 */
export function isLocalRequest({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  if (FORWARDED.some((name) => headers[name] !== undefined)) return false;
  const remote = normalized(socket.remoteAddress);
  return remote !== '' && (/^127\.|^::1$/.test(remote) || remote === normalized(socket.localAddress));
}

/** The address in lower case, without an IPv6 zone; an IPv4-mapped one (`::ffff:1.2.3.4`) as IPv4. */
function normalized(address = ''): string {
  return address
    .toLowerCase()
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=[\d.]+$)/, '');
}
