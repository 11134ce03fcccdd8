import type { IncomingMessage } from 'node:http';

/**
 * Does the header `Host` name this machine: `localhost`, a loopback address, or the address that the connection came to?
 * A page whose name was pointed at this machine (DNS rebinding) asks with its own name.
 */
export function isOwnHost({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  const host = headers.host ?? '';
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  if (hostname === 'localhost' || hostname === '[::1]' || /^127\.[\d.]+$/.test(hostname)) return true;
  const local = (socket.localAddress ?? '').replace(/^::ffff:/, '');
  return local !== '' && hostname.replace(/^\[|\]$/g, '') === local;
}
