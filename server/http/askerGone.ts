import type { FastifyReply, FastifyRequest } from 'fastify';

/** Aborted when the asker hangs up before the answer, so that nothing waits for nobody. */
export function askerGone(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const { socket } = request.raw;
  const abort = (): void => {
    controller.abort();
  };
  socket.once('close', abort);
  // A connection that is kept alive carries many requests: each takes its listener away with it.
  reply.raw.once('close', () => {
    socket.removeListener('close', abort);
  });
  return controller.signal;
}
