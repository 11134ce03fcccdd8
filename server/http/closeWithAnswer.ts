import type { FastifyInstance } from 'fastify';

/**
 * Once the backend stops, each answer closes its connection. One that is kept alive, such as nginx's, would hold
 * the stop up until it has been idle for long.
 */
export function closeWithAnswer(http: FastifyInstance): void {
  let isClosing = false;
  http.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done(null, payload);
  });
}
