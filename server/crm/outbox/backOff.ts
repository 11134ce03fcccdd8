const FIRST_MS = 1_000;
const LONGEST_MS = 600_000;

/**
 * How long to wait after so many failures in a row: 1 s, twice as long each time, ten minutes at most; less up to
 * a fourth, so that not all come back at once.
 * @param random from 0 to 1
 */
export function backOff(failures: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  return Math.round(full * (1 - random / 4));
}
