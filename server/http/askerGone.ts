import type { FastifyReply, FastifyRequest } from 'fastify';
import { Asker } from './Asker';

/** Aborted when the asker hangs up before the answer, so that nothing goes on in vain. For doors that hold few requests. */
export function askerGone(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const asker = new Asker(request.raw.socket);
  reply.raw.on('close', () => {
    asker.answered();
  });
  return asker.signal;
}
