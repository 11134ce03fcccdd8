import * as v from 'valibot';
import type { ParkedJob } from './parkedJob';

/** Calls that amoCRM refused permanently. */
export interface ParkedCalls {
  readonly failed: readonly ParkedJob[];
  /** Tries these again, or all. @returns how many */
  retry(ids?: ReadonlySet<string>): number;
  /** Deletes these. @returns how many. Fails when the store does. */
  drop(ids: ReadonlySet<string>): Promise<number>;
}

/** Ids of any length, so that a mistyped one is reported as unknown. The request's body is limited. */
const ids = v.pipe(v.array(v.string()), v.maxLength(1_000));

/** An order for the outbox; `retry` without ids: all. */
export const outboxOrderSchema = v.variant('action', [
  v.strictObject({ action: v.literal('list') }),
  v.strictObject({ action: v.literal('retry'), ids: v.optional(ids) }),
  v.strictObject({ action: v.literal('drop'), ids: v.pipe(ids, v.minLength(1)) }),
]);

/** The answer: number of changed calls, calls that are parked now, and ids that no parked call has. */
export const outboxAnswerSchema = v.object({
  changed: v.number(),
  parked: v.array(
    v.object({
      id: v.string(),
      reason: v.string(),
      /** Begin of the call, ms since 1970, and the client's number; a leader of an earlier version sends neither. */
      at: v.optional(v.number()),
      number: v.optional(v.string()),
    }),
  ),
  unknown: v.optional(v.array(v.string()), []),
});

export type OutboxOrder = v.InferOutput<typeof outboxOrderSchema>;
export type OutboxAnswer = v.InferOutput<typeof outboxAnswerSchema>;

/** Runs an order. Fails when the store does. */
export type RunOrder = (order: OutboxOrder) => Promise<OutboxAnswer>;

/** Runs an order on the outbox of this backend. Fails when the store does. */
export async function runOrder(parked: ParkedCalls, order: OutboxOrder): Promise<OutboxAnswer> {
  const wanted = 'ids' in order && order.ids !== undefined ? new Set(order.ids) : undefined;
  const known = new Set(parked.failed.map(({ id }) => id));
  const changed = await applyOrder(parked, order.action, wanted);
  return {
    changed,
    parked: [...parked.failed],
    unknown: [...(wanted ?? [])].filter((id) => !known.has(id)),
  };
}

function applyOrder(
  parked: ParkedCalls,
  action: OutboxOrder['action'],
  wanted: ReadonlySet<string> | undefined,
): number | Promise<number> {
  switch (action) {
    case 'list':
      return 0;
    case 'retry':
      return parked.retry(wanted);
    case 'drop':
      return parked.drop(wanted ?? new Set());
  }
}

/** Order and answer as texts, for relaying to the leader. */
export const outboxErrand = {
  /** Runs an order given as text, on the leader. */
  async runText(run: RunOrder, text: string): Promise<string> {
    return JSON.stringify(await run(v.parse(v.pipe(v.string(), v.parseJson(), outboxOrderSchema), text)));
  },
  /** Makes a `RunOrder` that runs on the leader. @param ask sends an order's text and resolves with the answer's */
  relayedBy(ask: (text: string) => Promise<string>): RunOrder {
    return async (order) =>
      v.parse(v.pipe(v.string(), v.parseJson(), outboxAnswerSchema), await ask(JSON.stringify(order)));
  },
};
