import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { AmiSettings } from './AmiSettings';

/** Starts a connection. Over TLS the certificate is always verified. */
export function openAmiSocket({ host, port, tls }: AmiSettings): Socket {
  const socket =
    tls === undefined ? connect({ host, port }) : connectTls({ host, port, ...tlsOptions(host, tls) });
  // An action is a few hundred bytes, which must not be delayed by Nagle's algorithm.
  socket.setNoDelay(true);
  socket.setKeepAlive(true);
  return socket;
}

function tlsOptions(host: string, { ca, serverName }: NonNullable<AmiSettings['tls']>): object {
  const name = serverName ?? host;
  return { ...(ca === undefined ? {} : { ca }), ...(isIP(name) === 0 ? { servername: name } : {}) };
}
