import type { Ecss10FaultReason } from './Ecss10Fault';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** Wants a person first, and who knocks too often may be barred. */
const BY_HAND: ReadonlySet<Ecss10FaultReason> = new Set(['wrongKey', 'notPermitted', 'certificate']);

/**
 * How long to wait before the next login, ms: doubles from 0.5 s to 30 s; up to a half is taken off by chance.
 * @param failures attempts in a row that came to nothing, this one included
 * @param random a number from 0 to 1
 */
export function retryDelay(reason: Ecss10FaultReason, failures: number, random: number): number {
  const longest = BY_HAND.has(reason) ? LONGEST_MS : Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(longest * (1 - random / 2));
}
