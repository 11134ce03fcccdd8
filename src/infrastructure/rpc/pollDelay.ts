import { backOff } from '../../../protocol/backOff';

/** How the polls before the next one went. */
export interface PollHistory {
  /** Failures in a row, 0 after an answer. */
  readonly failures: number;
  /** Quick answers in a row that told nothing new: the backend should have held the poll. */
  readonly quickSame: number;
  /** Quick answers in a row that told something new. */
  readonly quickNew: number;
}

export const noHistory: PollHistory = { failures: 0, quickSame: 0, quickNew: 0 };

/** Longest back-off after failures, ms. */
export const MAX_BACKOFF_MS = 30_000;

/** Longest back-off while a call is shown, ms: what the screen says of it may be wrong. */
export const MAX_CALL_BACKOFF_MS = 2_000;

/** First back-off after a failure, ms. */
export const MIN_BACKOFF_MS = 500;

/** An answer within this time is quick, ms. */
const QUICK_MS = 250;

/** More quick answers in a row with nothing new look like a backend that never waits, ... */
const SAME_ALLOWED = 2;

/** ... and more with news each time like one that tells a change where there is none. */
const NEW_ALLOWED = 60;

/** Pauses between polls of such backends, ms. */
const SAME_PAUSE_MS = 500;
const NEW_PAUSE_MS = 100;

/** The history with one more answer, which took `ms`. @param isNew it differs from what was known */
export function answered(history: PollHistory, ms: number, isNew: boolean): PollHistory {
  if (ms >= QUICK_MS) return noHistory;
  return {
    failures: 0,
    quickSame: isNew ? 0 : history.quickSame + 1,
    quickNew: isNew ? history.quickNew + 1 : history.quickNew,
  };
}

/** The history with one more failure. */
export function failedOnce(history: PollHistory): PollHistory {
  return { ...noHistory, failures: history.failures + 1 };
}

/**
 * Pause before the next poll, ms: none after an ordinary answer; after failures an exponential back-off, half
 * of it by chance, so that a thousand browsers don't come back in one second.
 * @param random from 0 to 1
 * @param hasCall is a call shown?
 */
export function pollDelay(history: PollHistory, random: number, hasCall = false): number {
  if (history.failures === 0) {
    if (history.quickSame > SAME_ALLOWED) return SAME_PAUSE_MS;
    return history.quickNew > NEW_ALLOWED ? NEW_PAUSE_MS : 0;
  }
  const longest = hasCall ? MAX_CALL_BACKOFF_MS : MAX_BACKOFF_MS;
  return backOff({ first: 2 * MIN_BACKOFF_MS, longest, jitter: 0.5 }, history.failures, 1 - random);
}
