import type { FastifyInstance, FastifyReply } from 'fastify';
import * as v from 'valibot';
import type { CheckKey } from '../../access/CheckKey';
import { localDoor } from '../../access/localDoor';
import { outboxOrderSchema, type RunOrder } from './outboxOrder';
import { LogLine } from '../../system/LogLine';
import { isMessage, type Message } from '../../system/Message';
import { crmLog } from '../messages';
import { trimSlashes } from '../../system/trimSlashes';

const orderText = v.pipe(v.string(), v.parseJson(), outboxOrderSchema);

/**
 * Registers `/outbox` for the command `server outbox`, since the running backend has the jobs in memory: GET lists,
 * POST runs an `OutboxOrder`. For this machine only, with a secret key as bearer token. 503: the order failed; `error` is
 * the reason, `text` the same in every language where there is one.
 * @param prefix the wire's path
 */
export function outboxRoutes(http: FastifyInstance, prefix: string, checkKey: CheckKey, run: RunOrder): void {
  const path = `${trimSlashes(prefix)}/outbox`;
  const answer = async (order: unknown, reply: FastifyReply): Promise<unknown> => {
    const parsed = v.safeParse(orderText, order);
    if (!parsed.success) return reply.code(400).send();
    try {
      const result = await run(parsed.output);
      const { action } = parsed.output;
      if (action !== 'list' && result.changed > 0)
        http.log.warn(new LogLine(crmLog.orderRun, { action, changed: result.changed }));
      return result;
    } catch (error) {
      http.log.warn(new LogLine(crmLog.orderFailed, { err: error }));
      return reply.code(503).send(refusalOf(error));
    }
  };
  localDoor(http, {
    path,
    checkKey,
    methods: ['GET', 'POST'],
    answer: (order, reply) => answer(order ?? '{"action":"list"}', reply),
  });
}

function refusalOf(error: unknown): { readonly error: string; readonly text?: Message } {
  if (!(error instanceof Error)) return { error: 'no reason' };
  return 'text' in error && isMessage(error.text)
    ? { error: error.message, text: error.text }
    : { error: error.message };
}
