/**
 * A call that an agent has not answered, kept while its caller is on the line.
 *
 * ```
 *   rang in vain ──▶ reported ──the caller is answered──▶ answered elsewhere after all ∎
 *                    reported ──the caller gives up──▶ ∎
 *   rang in vain while the calls were not heard ──▶ not reported ──the caller is answered by now──▶ ∎
 *                                                   not reported ──heard again──▶ reported
 *   no phone to ring ──▶ not reported ──the caller is answered──▶ ∎
 *                        not reported ──the caller gives up──▶ reported ∎
 * ```
 */
export interface MissedRing {
  readonly extension: string;
  /** Id of the agent's call. */
  readonly callId: string;
  /** Id of the caller's leg. */
  readonly caller: string;
  readonly isReported: boolean;
  /** Whether it was missed is open: the caller is outside, and has talked with no one since. */
  readonly isOpen: boolean;
  /** From when to when it rang, ms since 1970, when the end was not heard and is to be reported now. */
  readonly unheard?: { readonly from: number; readonly to: number };
}

/** Has the agent missed this caller already? A queue rings the same phone repeatedly. */
export function hasMissed(missed: readonly MissedRing[], extension: string, caller: string | null): boolean {
  return missed.some((ring) => ring.extension === extension && ring.caller === caller);
}
