import type { IncomingMessage } from 'node:http';
import { isForwarded } from './isForwarded';

/**
 * Was the request sent by this machine itself and not forwarded by a proxy? Accepts loopback and the machine's own
 * addresses: the command line connects to the configured `host`, and such a connection comes from that same address.
 * `/metrics` without a token is stricter: `isLoopbackRequest` in metrics/metricsRoutes.ts accepts loopback only.
 */
export function isLocalRequest(request: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  if (isForwarded(request)) return false;
  const { socket } = request;
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
