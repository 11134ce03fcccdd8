import type { Pauses } from '../system/backOff';
import type { ElmaPush } from './elma365Wire';

/** A push that waits. */
export interface WaitingPush {
  readonly push: ElmaPush;
  /** When it was put here, ms since 1970. */
  readonly since: number;
}

/** What became of an attempt: the status of HTTP; null: no answer. */
export type PushAnswer = number | null;

/** What a refused attempt leads to. */
export type PushVerdict = 'done' | 'drop' | 'again';

/** A popup that comes later than this is of no use, ms. */
export const EVENT_LIVES_MS = 30_000;
/** A record is tried for so long, ms. */
export const RECORD_LIVES_MS = 24 * 3_600_000;
/** Most pushes that wait; the oldest events go first, then the oldest records. */
export const MOST_WAITING = 2_000;

/** There is one ELMA365 and one backend that sends: chance takes nothing off. */
export const pushPauses: Pauses = { first: 1_000, longest: 60_000, jitter: 0 };

/** The queue without what is too old to be sent. */
export function withoutStale(queue: readonly WaitingPush[], now: number): readonly WaitingPush[] {
  return queue.filter(
    ({ push, since }) => now - since <= (push.type === 'event' ? EVENT_LIVES_MS : RECORD_LIVES_MS),
  );
}

/** The queue with one more, and never longer than it may be. */
export function withPush(queue: readonly WaitingPush[], added: WaitingPush): readonly WaitingPush[] {
  const longer = [...queue, added];
  if (longer.length <= MOST_WAITING) return longer;
  const oldest = longer.findIndex(({ push }) => push.type === 'event');
  return longer.filter((_one, at) => at !== Math.max(0, oldest));
}

/** What an answer means. A push that is not understood will not be understood later either. */
export function verdictOf(answer: PushAnswer): PushVerdict {
  if (answer !== null && answer >= 200 && answer < 300) return 'done';
  return answer === 400 || answer === 413 || answer === 422 ? 'drop' : 'again';
}
