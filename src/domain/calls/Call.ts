import type { EndReason } from '../../../protocol/endReason';

export type { EndReason };

/** A contact that may be the other end. */
export interface Match {
  /** amoCRM's id of the contact, digits. */
  readonly id: string;
  readonly name: string;
}

/** Who is at the other end. */
export interface Party {
  /** As the backend or amoCRM has it; null when neither knows one. */
  readonly name: string | null;
  readonly number: string;
  /** amoCRM's id of the contact, digits; null when there is no card. */
  readonly contactId: string | null;
  readonly company: string | null;
  /** Name of the person responsible for the contact. */
  readonly responsible: string | null;
  /** Contacts that have this number, when there are several. */
  readonly matches: readonly Match[];
}

/**
 * A call of the agent, as the backend last told it. Times are ms since 1970 by the backend's clock.
 *
 * ```
 *   dialing ──▶ talking ⇄ held ──▶ ended ──▶ (gone from the report)
 *   ringing ──▶ talking ⇄ held ──▶ ended
 *   dialing, ringing ──▶ ended
 * ```
 *
 * The original protocol reports a call only during its conversation.
 */
export type Call = {
  /** The backend's key of the call. */
  readonly id: string;
  /** Null: the original protocol does not have it. */
  readonly direction: 'inbound' | 'outbound' | 'internal' | null;
  readonly party: Party;
  /** Queue or line that was dialled. */
  readonly via: string | null;
  readonly startedAt: number;
  /** The other party has put the agent on hold. */
  readonly farHeld: boolean;
  /** This call is a consultation on the call with that id. */
  readonly consultOf: string | null;
} & (
  | { readonly phase: 'dialing' | 'ringing' }
  | { readonly phase: 'talking' | 'held'; readonly answeredAt: number; readonly muted: boolean }
  | {
      readonly phase: 'ended';
      readonly reason: EndReason;
      /** Null: nobody answered. */
      readonly answeredAt: number | null;
      readonly endedAt: number;
    }
);

/** A call in which people talk, or that is on hold. */
export type Conversation = Extract<Call, { phase: 'talking' | 'held' }>;

/** Calls of one number that rang in vain. */
export interface MissedCall {
  /** Key of the last of them. */
  readonly id: string;
  readonly party: Party;
  readonly count: number;
  /** When the last one ended, ms since 1970 by the backend's clock. */
  readonly at: number;
}

/** Is the call not over yet? */
export function isLive(call: Call): boolean {
  return call.phase !== 'ended';
}

/** Do people talk in this call, or is it on hold? */
export function isConversation(call: Call): call is Conversation {
  return call.phase === 'talking' || call.phase === 'held';
}

/** Does it ring at the agent? */
export function isRinging(call: Call): boolean {
  return call.phase === 'ringing';
}

/** The consultation on the call with this id, if there is one. */
export function consultationOn(calls: readonly Call[], callId: string): Call | null {
  return calls.find((call) => call.consultOf === callId && isLive(call)) ?? null;
}
