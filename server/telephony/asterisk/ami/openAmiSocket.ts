import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { AmiSettings } from './AmiSettings';

/** Begins to connect. Over TLS the certificate is always checked. */
export function openAmiSocket({ host, port, tls }: AmiSettings): Socket {
  const socket =
    tls === undefined ? connect({ host, port }) : connectTls({ host, port, ...secured(host, tls) });
  // An action is a few hundred bytes which are not to wait for more.
  socket.setNoDelay(true);
  socket.setKeepAlive(true);
  return socket;
}

function secured(host: string, { ca, serverName }: NonNullable<AmiSettings['tls']>): object {
  const name = serverName ?? host;
  return { ...(ca === undefined ? {} : { ca }), ...(isIP(name) === 0 ? { servername: name } : {}) };
}
