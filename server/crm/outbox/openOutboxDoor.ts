import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Admit } from '../../system/Admit';
import type { FailedJob } from './Outbox';

/** Calls that amoCRM refused for good. */
export interface ParkedCalls {
  list(): readonly FailedJob[];
  /** Tries these again, or all. @returns how many */
  retryParked(ids?: ReadonlySet<string>): number;
  /** Forgets these. @returns how many. Fails when the store does. */
  drop(ids: ReadonlySet<string>): Promise<number>;
}

const ids = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(256))), v.maxLength(1_000));

/** What the door is asked to do; `retry` without ids: all. */
export const outboxOrderSchema = v.variant('action', [
  v.strictObject({ action: v.literal('retry'), ids: v.optional(ids) }),
  v.strictObject({ action: v.literal('drop'), ids: v.pipe(ids, v.minLength(1)) }),
]);

/** What the door answers: how many calls were changed, and those that are parked now. */
export const outboxAnswerSchema = v.object({
  changed: v.number(),
  parked: v.array(v.object({ id: v.string(), reason: v.string() })),
});

export type OutboxOrder = v.InferOutput<typeof outboxOrderSchema>;
export type OutboxAnswer = v.InferOutput<typeof outboxAnswerSchema>;

/**
 * Opens `/outbox` for the command `server outbox`, which can't open the folder while the backend has it: GET lists,
 * POST takes an `OutboxOrder`. For this machine alone, with a secret key as bearer token.
 * @param prefix the wire's path
 */
export function openOutboxDoor(
  http: FastifyInstance,
  prefix: string,
  admit: Admit,
  parked: ParkedCalls,
): void {
  const path = `${prefix.replace(/\/+$/, '')}/outbox`;
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!/^(?:(?:::ffff:)?127\.|::1$)/.test(request.ip)) {
      await reply.code(404).send();
      return;
    }
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const entry = admit(request.ip, key);
    if (entry !== 'in') await reply.code(entry === 'wrong' ? 401 : 429).send();
  };
  const answer = (changed: number): OutboxAnswer => ({ changed, parked: [...parked.list()] });
  http.get(path, { onRequest }, () => answer(0));
  http.post(path, { onRequest }, async (request, reply) => {
    const order = v.safeParse(outboxOrderSchema, request.body);
    if (!order.success) return reply.code(400).send();
    const wanted = order.output.ids && new Set(order.output.ids);
    if (order.output.action === 'retry') return answer(parked.retryParked(wanted));
    return answer(await parked.drop(wanted ?? new Set()));
  });
}
