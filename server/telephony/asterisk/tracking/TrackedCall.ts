import type { CallBase } from '../../../calls/AgentCall';

/**
 * An agent's call as it was last reported. It is derived again from the legs after each change, and the difference is
 * reported.
 *
 * ```
 *   dialing | ringing ──a bridge connects it to another party──▶ talking        each of them ──its legs are gone──▶ ended
 * ```
 */
export interface TrackedCall {
  readonly id: string;
  readonly extension: string;
  /** Ids of the agent's channels in this call: several when several of the agent's phones ring. */
  readonly legs: readonly string[];
  readonly direction: CallBase['direction'];
  readonly phase: 'dialing' | 'ringing' | 'talking' | 'ended';
  /** Number of the other end in amoCRM's format; empty: not known. */
  readonly number: string;
  /** The other end is outside, though a colleague has this number. */
  readonly isOutside: boolean;
  readonly via: string | null;
  /** Id of the call that this is a consultation on, on the same leg. */
  readonly consultOf: string | null;
  /** Id of the current or last leg at the other end; null: none yet. */
  readonly peer: string | null;
  readonly isHeld: boolean;
  readonly isMuted: boolean;
  readonly isFarHeld: boolean;
  /** ms since 1970 */
  readonly startedAt: number;
  /** ms since 1970 */
  readonly answeredAt: number | null;
}

export function isLive(call: TrackedCall): boolean {
  return call.phase !== 'ended';
}
