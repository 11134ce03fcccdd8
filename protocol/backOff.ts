/** How the pauses between attempts grow while a service does not answer. */
export interface BackOffOptions {
  /** Pause after the first failure, ms; it doubles with each further one. */
  readonly first: number;
  /** Upper limit of a pause, ms. */
  readonly longest: number;
  /**
   * The largest part of a pause that is left out at random, 0 to 1, so that not all clients retry in the same moment.
   */
  readonly jitter: number;
}

/**
 * Pause before the next attempt, whole ms: exponential back-off with jitter.
 * @param failures failed attempts in a row, from 1
 * @param random from 0 to 1; 0 gives the full pause
 */
export function backOff(
  { first, longest, jitter }: BackOffOptions,
  failures: number,
  random: number,
): number {
  const full = Math.min(longest, first * 2 ** (failures - 1));
  return Math.round(full * (1 - random * jitter));
}
