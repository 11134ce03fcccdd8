import type { EndReason } from '../../protocol/EndReason';
import type { WireNoteState } from '../../protocol/callNote';
import type { CallerCard } from '../../protocol/callerCard';
import type { Party } from './Party';

export type { EndReason };

/** Fields that a call has in each phase. */
export interface CallBase {
  /** Id of this agent's call, made by the driver. Each agent of an internal call has a call with its own id. */
  readonly id: string;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  readonly party: Party;
  /** Queue or line that was dialled; null: not known. */
  readonly via: string | null;
  /** Id of the agent's call that this one is a consultation on; that call may be over. */
  readonly consultOf: string | null;
  /** ms since 1970 */
  readonly startedAt: number;
  /** What the agent should know of the other end, as they may see it; left out: nothing yet. */
  readonly card?: CallerCard | undefined;
  /** How far the note is that the agent may write of it; left out: none is offered. */
  readonly note?: WireNoteState | undefined;
}

/** An answered call that is not over, on hold or not. */
export interface TalkingCall extends CallBase {
  readonly phase: 'talking';
  /** ms since 1970 */
  readonly answeredAt: number;
  readonly isHeld: boolean;
  readonly isMuted: boolean;
  /** The other party has put the agent on hold. */
  readonly isFarHeld: boolean;
}

/** A call that is not over. */
export type LiveCall = (CallBase & { readonly phase: 'dialing' | 'ringing' }) | TalkingCall;

/** Where the other end of a call has gone that was handed over, or that another phone has answered. */
export interface WentTo {
  /** Name of the colleague or outside party, else their number. */
  readonly name: string;
  /** It rang there and was not answered. */
  readonly isRefused: boolean;
}

/** A call that is over. It stays in the agent's state for `ENDED_KEPT_MS`, so that every widget shows how it ended. */
export interface EndedCall extends CallBase {
  readonly phase: 'ended';
  /** ms since 1970; null: it was never answered. */
  readonly answeredAt: number | null;
  /** ms since 1970 */
  readonly endedAt: number;
  readonly reason: EndReason;
  /** Who has the other end now; left out: no one, or it is not known. */
  readonly wentTo?: WentTo | undefined;
}

/**
 * A call of one agent.
 *
 * ```
 *   outbound, internal:  dialing ──answered──▶ talking ──ended──▶ ended ──forgotten──▶ ∎
 *   inbound, internal:   ringing ──answered──▶ talking ──ended──▶ ended ──forgotten──▶ ∎
 *   dialing, ringing ──ended──▶ ended        hold, far hold and mute are marks of talking
 * ```
 */
export type AgentCall = LiveCall | EndedCall;
