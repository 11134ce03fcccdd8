import type { FastifyInstance } from 'fastify';

/**
 * Once the backend stops, each answer closes its connection, and with the last answer all others are closed: one that
 * nginx keeps alive, or on which nothing was asked yet, would hold the stop up until it has been idle for long.
 */
export function closeConnectionsOnStop(http: FastifyInstance): void {
  let isClosing = false;
  let open = 0;
  const closeOthers = (): void => {
    if (isClosing && open === 0) setImmediate(() => http.server.closeAllConnections());
  };
  http.addHook('onRequest', (_request, reply, done) => {
    open += 1;
    // Also when the asker goes before the answer.
    reply.raw.on('close', () => {
      open -= 1;
      closeOthers();
    });
    done();
  });
  http.addHook('preClose', (done) => {
    isClosing = true;
    closeOthers();
    done();
  });
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done(null, payload);
  });
}
