import { backOff } from '../../../protocol/backOff';

/** Results of the last polls, on which the pause before the next one depends. */
export interface PollHistory {
  /** Failures in a row, 0 after an answer. */
  readonly failures: number;
  /** Quick answers in a row with an unchanged status, although the backend should have held the poll. */
  readonly quickSame: number;
  /** Quick answers in a row with a changed status. */
  readonly quickNew: number;
}

export const noHistory: PollHistory = { failures: 0, quickSame: 0, quickNew: 0 };

/** Longest pause after failures, ms. */
export const MAX_BACKOFF_MS = 30_000;

/** Longest pause after failures while a call is shown, ms: its state on screen may be out of date. */
export const MAX_CALL_BACKOFF_MS = 2_000;

/** Shortest pause after a failure, ms. */
export const MIN_BACKOFF_MS = 500;

/** An answer within this time is quick, ms. */
const QUICK_MS = 250;

/** More quick unchanged answers in a row than this: the backend does not hold polls, so the widget pauses. */
const MAX_QUICK_SAME = 2;

/**
 * More quick changed answers in a row than this: the backend reports changes where there are none, so the widget
 * pauses.
 */
const MAX_QUICK_NEW = 60;

/** Pauses between polls in these two cases, ms. */
const QUICK_SAME_PAUSE_MS = 500;
const QUICK_NEW_PAUSE_MS = 100;

/** The history after one more answer. @param ms how long the poll took @param isNew has the status changed? */
export function afterAnswer(history: PollHistory, ms: number, isNew: boolean): PollHistory {
  if (ms >= QUICK_MS) return noHistory;
  return {
    failures: 0,
    quickSame: isNew ? 0 : history.quickSame + 1,
    quickNew: isNew ? history.quickNew + 1 : history.quickNew,
  };
}

/** The history after one more failure. */
export function afterFailure(history: PollHistory): PollHistory {
  return { ...noHistory, failures: history.failures + 1 };
}

/**
 * Pause before the next poll, ms: 0 after an ordinary answer. After failures it grows exponentially, and half of it is
 * random, so that a thousand browsers do not all poll in the same second.
 * @param random from 0 to 1
 * @param hasCall is a call shown? Then pauses are short
 */
export function pollDelay(history: PollHistory, random: number, hasCall = false): number {
  if (history.failures === 0) {
    if (history.quickSame > MAX_QUICK_SAME) return QUICK_SAME_PAUSE_MS;
    return history.quickNew > MAX_QUICK_NEW ? QUICK_NEW_PAUSE_MS : 0;
  }
  const longest = hasCall ? MAX_CALL_BACKOFF_MS : MAX_BACKOFF_MS;
  return backOff({ first: 2 * MIN_BACKOFF_MS, longest, jitter: 0.5 }, history.failures, 1 - random);
}
