/** How the polls before the next one went. */
export interface PollHistory {
  /** Failures in a row, 0 after an answer. */
  readonly failures: number;
  /** Answers in a row that came faster than a poll should. */
  readonly quickAnswers: number;
}

export const noHistory: PollHistory = { failures: 0, quickAnswers: 0 };

/** Longest back-off after failures, ms. */
export const MAX_BACKOFF_MS = 30_000;

/** First back-off after a failure, ms. */
export const MIN_BACKOFF_MS = 500;

/** An answer within this time is quick, ms. */
const QUICK_MS = 250;

/** So many quick answers in a row are real changes; more of them look like a backend that never waits. */
const QUICK_ALLOWED = 4;

/** Pause between polls when a backend answers at once all the time, ms. */
const SPIN_PAUSE_MS = 500;

/** The history with one more answer, which took `ms`. */
export function answered(history: PollHistory, ms: number): PollHistory {
  return { failures: 0, quickAnswers: ms < QUICK_MS ? history.quickAnswers + 1 : 0 };
}

/** The history with one more failure. */
export function failedOnce(history: PollHistory): PollHistory {
  return { failures: history.failures + 1, quickAnswers: 0 };
}

/**
 * Pause before the next poll, ms: none after an ordinary answer; after failures an exponential back-off, half
 * of it by chance, so that a thousand browsers don't come back in one second.
 * @param random from 0 to 1
 */
export function pollDelay(history: PollHistory, random: number): number {
  if (history.failures === 0) return history.quickAnswers > QUICK_ALLOWED ? SPIN_PAUSE_MS : 0;
  const ceiling = Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * 2 ** Math.min(history.failures, 10));
  return Math.max(MIN_BACKOFF_MS, ceiling / 2 + (ceiling / 2) * random);
}
