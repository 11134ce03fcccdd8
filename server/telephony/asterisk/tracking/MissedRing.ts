/**
 * A call that an agent has not answered, and that was reported as missed, kept while its caller is on the line.
 *
 * ```
 *   missed ──the caller is answered──▶ answered elsewhere after all ∎        missed ──the caller gives up──▶ ∎
 *   missed ──a colleague who has consulted in vain talks with the client again──▶ ∎
 * ```
 */
export interface MissedRing {
  readonly extension: string;
  /** Id of the agent's call. */
  readonly callId: string;
  /** Id of the caller's leg. */
  readonly caller: string;
  /** Whether it was missed is open: the caller is outside, and has talked with no one since. */
  readonly isOpen: boolean;
}

/** Has the agent missed this caller already? A queue rings the same phone repeatedly. */
export function hasMissed(missed: readonly MissedRing[], extension: string, caller: string | null): boolean {
  return missed.some((ring) => ring.extension === extension && ring.caller === caller);
}
