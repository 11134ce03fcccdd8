import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';

/** Code of Node's error -> status line; 400 for all others. */
const STATUS = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
]);

const BODY = '{"error":"the request can not be read"}';

/**
 * Answers a request that Node can't parse or that takes too long, and closes its connection. The log gets the code alone: the
 * error holds the bytes of the request, with its key.
 */
export function answerClientError(
  { code }: { readonly code?: string },
  socket: Socket,
  logger: Pick<FastifyBaseLogger, 'trace'>,
): void {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  logger.trace({ code }, 'a request could not be parsed');
  const status = STATUS.get(code ?? '') ?? '400 Bad Request';
  const head = `Connection: close\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}`;
  if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n${BODY}`);
  socket.destroy();
}
