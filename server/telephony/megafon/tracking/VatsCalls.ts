import type { CallEvent } from '../../../calls/CallEvent';
import type { Way } from '../pushes/VatsPush';

/** What a leg has, whatever its phase. */
interface VatsLegBase {
  /** Extension, or the login of somebody who has none. */
  readonly person: string;
  /** The agent's call, as it was told. */
  readonly id: string;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  /** The person makes the call, and is not rung. */
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
 *   ringing calling ──CANCELLED while others ring──▶ leaving ──another answers; nobody rings; 1 s──▶ over
 *   over ──INCOMING, OUTGOING, ACCEPTED, later than 3 s──▶ calling, talking, under a new id: a queue rings again
 *   any ──the call's history, or no push for too long──▶ over
 * ```
 * Pushes of a moment come in any order: a stage may be left out, and one that comes late changes nothing.
 */
export interface VatsLeg extends VatsLegBase {
  readonly phase: 'calling' | 'talking' | 'leaving' | 'over';
}

/** A call of the VATS, with everybody whose phone took part; in the order in which they were heard of. */
export interface VatsCall {
  readonly callid: string;
  /** Null: no push has told it. */
  readonly way: Way | null;
  /** The client's number, digits; empty: hidden, or not told yet. */
  readonly number: string;
  readonly via: string | null;
  readonly legs: readonly VatsLeg[];
  /** Its history has come: nothing begins in it any more. */
  readonly isOver: boolean;
  /** When it was last heard of, ms since 1970. */
  readonly heardAt: number;
}

/** A call that an agent asked for and that no push has told yet. */
export interface Order {
  /** Id of the agent's call, should it be told before a push comes. */
  readonly id: string;
  readonly person: string;
  /** Digits. */
  readonly number: string;
  /** The VATS's id of the call; pushes need not have the same one. Null: none was told. */
  readonly callid: string | null;
  /** ms since 1970 */
  readonly at: number;
  /** `asked`: the VATS has not answered yet; `shown`: told as being dialled; `spent`: told and given up. */
  readonly phase: 'asked' | 'shown' | 'spent';
}

/** All that is known of calls. */
export interface VatsCalls {
  readonly calls: ReadonlyMap<string, VatsCall>;
  readonly orders: readonly Order[];
}

/** An event for somebody. */
export interface PersonEvent {
  readonly person: string;
  readonly event: CallEvent;
  /** Id of the whole call. */
  readonly trace: string;
}

/** What a step makes of it. */
export interface Step {
  readonly state: VatsCalls;
  readonly events: readonly PersonEvent[];
}

export const noCalls: VatsCalls = { calls: new Map(), orders: [] };
