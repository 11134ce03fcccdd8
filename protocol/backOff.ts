/** Pauses between attempts at something that may be away. */
export interface BackOffOptions {
  /** After the first failure, ms. Doubles with each further one. */
  readonly first: number;
  /** Never longer than this, ms. */
  readonly longest: number;
  /** The part of a pause that chance may take off, 0 to 1, so that not all come back at once. */
  readonly jitter: number;
}

/**
 * How long to wait before the next attempt, whole ms.
 * @param failures attempts in a row that came to nothing, from 1
 * @param random from 0 to 1
 */
export function backOff(
  { first, longest, jitter }: BackOffOptions,
  failures: number,
  random: number,
): number {
  const full = Math.min(longest, first * 2 ** (failures - 1));
  return Math.round(full * (1 - random * jitter));
}
