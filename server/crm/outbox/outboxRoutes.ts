import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { CheckKey } from '../../access/CheckKey';
import { isLocalRequest } from '../../system/isLocalRequest';
import { isOwnHost } from '../../system/isOwnHost';
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
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!isLocalRequest(request.raw) || !isOwnHost(request.raw)) {
      await reply.code(404).send();
      return;
    }
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const entry = checkKey(request.ip, key);
    if (entry !== 'right') await reply.code(entry === 'wrong' ? 401 : 429).send();
  };
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
  // In a scope of its own, since the wire accepts only forms and these routes only JSON.
  void http.register((routes, _options, done) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    routes.get(path, { onRequest }, (_request, reply) => answer('{"action":"list"}', reply));
    routes.post(path, { onRequest }, (request, reply) => answer(request.body, reply));
    done();
  });
}

function refusalOf(error: unknown): { readonly error: string; readonly text?: Message } {
  if (!(error instanceof Error)) return { error: 'no reason' };
  return 'text' in error && isMessage(error.text)
    ? { error: error.message, text: error.text }
    : { error: error.message };
}
