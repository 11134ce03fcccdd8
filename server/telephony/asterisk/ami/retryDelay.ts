import type { AmiFaultReason } from './Ami';

const FIRST_MS = 200;
const LONGEST_MS = 10_000;
/** A wrong secret is not mended in seconds, and Asterisk's host may bar who knocks too often. */
const REFUSED_MS = 30_000;

/**
 * How long to wait before the next attempt, ms: doubles from 0.2 s to 10 s. Up to a half is taken off by chance,
 * so that several backends don't come back all at once.
 * @param failures attempts in a row that came to nothing, this one included
 * @param random a number from 0 to 1
 */
export function retryDelay(reason: AmiFaultReason, failures: number, random: number): number {
  const longest =
    reason === 'loginRefused' ? REFUSED_MS : Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (1 - random / 2));
}
