import type { FastifyReply, FastifyRequest } from 'fastify';
import { DisconnectSignal } from './DisconnectSignal';

/** Aborted when the asker hangs up before the answer, so that nothing goes on in vain. For doors that hold few requests. */
export function abortOnDisconnect(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const asker = new DisconnectSignal(request.raw.socket);
  reply.raw.on('close', () => {
    asker.answered();
  });
  return asker.signal;
}
