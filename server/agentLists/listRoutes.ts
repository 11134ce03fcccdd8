import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { CheckKey } from '../access/CheckKey';
import { localDoor } from '../access/localDoor';
import { callLog } from '../calls/messages';
import { numberKey } from '../store/numberKey';
import { LogLine } from '../system/LogLine';
import { trimSlashes } from '../system/trimSlashes';

const orderText = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({ action: v.literal('forget'), number: v.pipe(v.string(), v.maxLength(200)) }),
);

/** The answer: number of agents in whose lists the client was; `areShared`: several backends have those in Redis, where they stay. */
export const listsAnswerSchema = v.object({ agents: v.number(), areShared: v.optional(v.boolean(), false) });

/**
 * Registers `/lists` for the command `server forget`, since the running backend, of several the leading one, has clients of lists
 * in memory: POST takes a client out of them. For this machine only, with a secret key as bearer token.
 * @param prefix the wire's path
 */
export function listRoutes(
  http: FastifyInstance,
  prefix: string,
  checkKey: CheckKey,
  lists: { forget(number: string): Promise<v.InferOutput<typeof listsAnswerSchema>> },
): void {
  localDoor(http, {
    path: `${trimSlashes(prefix)}/lists`,
    checkKey,
    methods: ['POST'],
    answer: async (order, reply) => {
      const parsed = v.safeParse(orderText, order);
      const number = parsed.success ? parsed.output.number : '';
      if (numberKey(number) === '') return reply.code(400).send();
      const answer = await lists.forget(number);
      const { agents } = answer;
      if (agents > 0) http.log.warn(new LogLine(callLog.clientForgotten, { agents }));
      return answer;
    },
  });
}
