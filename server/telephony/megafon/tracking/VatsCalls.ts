import type { CallEvent } from '../../../calls/CallEvent';
import type { Way } from '../pushes/VatsPush';

/** What a leg has, whatever its phase. */
interface VatsLegBase {
  /** Extension, or the login of somebody who has none. */
  readonly person: string;
  /** Id of the agent's call, as it was reported. */
  readonly id: string;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  /** The person makes the call, as opposed to being rung. */
  readonly dials: boolean;
  /** When the phase began, ms since 1970. */
  readonly since: number;
  /** Null: it was not answered. */
  readonly answeredAt: number | null;
}

/**
 * One person's part in a call.
 *
 * ```
 *   (none) ──INCOMING, OUTGOING──▶ calling ──ACCEPTED──▶ talking ──COMPLETED, CANCELLED, TRANSFERRED──▶ over
 *   ringing calling ──CANCELLED while others ring──▶ leaving ──another answers; no phone rings; 1 s──▶ over
 *   over ──INCOMING, OUTGOING, ACCEPTED, later than 3 s──▶ calling, talking, under a new id: a queue rings again
 *   any ──the call's history, or no push for too long──▶ over
 * ```
 * Pushes of the same moment come in any order: a stage may be missing, and one that comes late changes nothing.
 */
export interface VatsLeg extends VatsLegBase {
  readonly phase: 'calling' | 'talking' | 'leaving' | 'over';
}

/** A call of the VATS with a leg for each person, in the order of their first push. */
export interface VatsCall {
  readonly callid: string;
  /** Null: no push has had it. */
  readonly way: Way | null;
  /** The client's number, digits; empty: hidden, or not known yet. */
  readonly number: string;
  readonly via: string | null;
  readonly legs: readonly VatsLeg[];
  /** Its history push has come, so no leg begins in it any more. */
  readonly isOver: boolean;
  /** Time of its first push, and of its last one, ms since 1970. */
  readonly begunAt: number;
  readonly heardAt: number;
}

/** A call that an agent asked for, before its first push. */
export interface Order {
  /** Id of the agent's call if it is reported before a push comes. */
  readonly id: string;
  readonly person: string;
  /** Digits. */
  readonly number: string;
  /** The VATS's id of the call; pushes need not have the same one. Null: the answer had none. */
  readonly callid: string | null;
  /** ms since 1970 */
  readonly at: number;
  /** `asked`: the VATS has not answered yet; `shown`: reported as being dialled; `spent`: reported as ended. */
  readonly phase: 'asked' | 'shown' | 'spent';
}

/** State of all calls and orders. */
export interface VatsCalls {
  readonly calls: ReadonlyMap<string, VatsCall>;
  readonly orders: readonly Order[];
}

/** An event for one person. */
export interface PersonEvent {
  readonly person: string;
  readonly event: CallEvent;
  /** Id of the whole call. */
  readonly trace: string;
}

/** The state after a step, and the events to report. */
export interface VatsStep {
  readonly state: VatsCalls;
  readonly events: readonly PersonEvent[];
}

export const noCalls: VatsCalls = { calls: new Map(), orders: [] };
