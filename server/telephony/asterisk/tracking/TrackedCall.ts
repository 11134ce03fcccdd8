import type { CallBase } from '../../../calls/AgentCall';

/**
 * An agent's call as it was told last. It is derived anew from the legs each time one of them changes, and the
 * difference is told.
 *
 * ```
 *   dialing | ringing ──a bridge joins it with somebody──▶ talking        each of them ──its legs are gone──▶ ended
 * ```
 */
export interface TrackedCall {
  readonly id: string;
  readonly extension: string;
  /** Ids of the agent's channels that it has had: several when several of the agent's phones ring. */
  readonly legs: readonly string[];
  readonly direction: CallBase['direction'];
  readonly phase: 'dialing' | 'ringing' | 'talking' | 'ended';
  /** The client was sent to the agent's phone once more, to be answered by itself, and that phone rings. */
  readonly isTakenOver: boolean;
  /** Of the other end, as amoCRM is to have it; empty: not known. */
  readonly number: string;
  readonly via: string | null;
  /** Id of the call that this is a consultation on, on the same leg. */
  readonly consultOf: string | null;
  /** Id of the leg at the other end, now or last; null: nobody yet. */
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
