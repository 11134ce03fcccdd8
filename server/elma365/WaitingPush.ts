import type { BackOffOptions } from '../../protocol/backOff';
import type { ElmaPush } from './elma365Wire';

/** A push in the queue. */
export interface WaitingPush {
  readonly push: ElmaPush;
  /** When it was added, ms since 1970. */
  readonly since: number;
}

/** Result of an attempt: the HTTP status; null: no answer. */
export type PushAnswer = number | null;

/** What to do with a push after an attempt. */
export type PushVerdict = 'done' | 'drop' | 'again';

/** Lifetime of an event, ms: a later popup is useless. */
const EVENT_LIVES_MS = 30_000;
/** Lifetime of a record, ms. */
const RECORD_LIVES_MS = 24 * 3_600_000;
/** Largest length of the queue; the oldest events are dropped first, then the oldest records. */
export const MOST_WAITING = 2_000;

/** No jitter, since only one backend sends to one ELMA365. */
export const pushPauses: BackOffOptions = { first: 1_000, longest: 60_000, jitter: 0 };

/** The queue without pushes that are too old. */
export function withoutStale(queue: readonly WaitingPush[], now: number): readonly WaitingPush[] {
  return queue.filter(
    ({ push, since }) => now - since <= (push.type === 'event' ? EVENT_LIVES_MS : RECORD_LIVES_MS),
  );
}

/** The queue with one more push, cut to its largest length. */
export function withPush(queue: readonly WaitingPush[], added: WaitingPush): readonly WaitingPush[] {
  const longer = [...queue, added];
  if (longer.length <= MOST_WAITING) return longer;
  const oldest = longer.findIndex(({ push }) => push.type === 'event');
  return longer.filter((_one, at) => at !== Math.max(0, oldest));
}

/** Decides by the answer. A push that is refused as invalid (400, 413, 422) is not sent again. */
export function verdictOf(answer: PushAnswer): PushVerdict {
  if (answer !== null && answer >= 200 && answer < 300) return 'done';
  return answer === 400 || answer === 413 || answer === 422 ? 'drop' : 'again';
}
