import type { FastifyInstance } from 'fastify';

/**
 * While the server closes, each answer gets `Connection: close`, and after the last answer the idle connections are
 * closed: those that a proxy keeps alive, or that have sent no request yet, would delay the stop by their idle time.
 */
export function closeConnectionsOnStop(http: FastifyInstance): void {
  let isClosing = false;
  let unanswered = 0;
  const closeIdle = (): void => {
    if (isClosing && unanswered === 0) setImmediate(() => http.server.closeAllConnections());
  };
  http.addHook('onRequest', (_request, reply, done) => {
    unanswered += 1;
    // `close` comes also when the client disconnects before the answer.
    reply.raw.on('close', () => {
      unanswered -= 1;
      closeIdle();
    });
    done();
  });
  http.addHook('preClose', (done) => {
    isClosing = true;
    closeIdle();
    done();
  });
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done(null, payload);
  });
}
