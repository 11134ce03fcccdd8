import type { EndReason } from '../../../protocol/EndReason';
import type { CallEnd } from './CallEnd';
import type { CallerCard } from './CallerCard';

export type { EndReason };

/** One of several contacts that have the other party's number. */
export interface Match {
  /** amoCRM's id of the contact, digits. */
  readonly id: string;
  readonly name: string;
}

/** The other party of a call. */
export interface Party {
  /** Name from the backend or amoCRM; null when neither has one. */
  readonly name: string | null;
  readonly number: string;
  /** amoCRM's id of the contact, digits; null when none or several contacts have the number. */
  readonly contactId: string | null;
  readonly company: string | null;
  /** Name of the person responsible for the contact. */
  readonly responsible: string | null;
  /** The contacts that have this number if there are several, else empty. */
  readonly matches: readonly Match[];
  /**
   * The backend finds callers without amoCRM: it is looking, has looked, or could not now. Left out, or `failed`: the widget
   * has to ask amoCRM.
   */
  readonly lookup?: 'underWay' | 'done' | 'failed' | undefined;
}

/**
 * A call of the agent, as last reported by the backend. Times are ms since 1970 by the backend's clock.
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
  /** The backend's id of the call. */
  readonly id: string;
  /** Null with the original protocol, which does not send it. */
  readonly direction: 'inbound' | 'outbound' | 'internal' | null;
  readonly party: Party;
  /** Queue or line that was dialled. */
  readonly via: string | null;
  readonly startedAt: number;
  /** The other party has put the agent on hold. */
  readonly farHeld: boolean;
  /** Id of the client's call if this call is a consultation, else null. */
  readonly consultOf: string | null;
  /** What the backend knows of the caller in amoCRM; null: nothing, or not yet. */
  readonly card: CallerCard | null;
  /** The backend takes a note of the call; when this text is another one, it is worth to read it. Left out: it takes none. */
  readonly note?: string | undefined;
} & (
  | { readonly phase: 'dialing' | 'ringing' }
  | { readonly phase: 'talking' | 'held'; readonly answeredAt: number; readonly muted: boolean }
  | ({
      readonly phase: 'ended';
      /** Null: the call was not answered. */
      readonly answeredAt: number | null;
      readonly endedAt: number;
    } & CallEnd)
);

/** An answered call that is not over: the agent talks, or it is on hold. */
export type Conversation = Extract<Call, { phase: 'talking' | 'held' }>;

/** The missed calls from one number, as one entry. */
export interface MissedCall {
  /** Id of the latest of them. */
  readonly id: string;
  readonly party: Party;
  /** Number of calls. */
  readonly count: number;
  /** When the latest one ended, ms since 1970 by the backend's clock. */
  readonly at: number;
}

/** Is the call not over yet? */
export function isLive(call: Call): boolean {
  return call.phase !== 'ended';
}

/** Was the call answered, and is it not over? */
export function isConversation(call: Call): call is Conversation {
  return call.phase === 'talking' || call.phase === 'held';
}

/** Does the call ring at the agent's phone? */
export function isRinging(call: Call): boolean {
  return call.phase === 'ringing';
}

/** The live consultation about the call with this id, or null. */
export function consultationOn(calls: readonly Call[], callId: string): Call | null {
  return calls.find((call) => call.consultOf === callId && isLive(call)) ?? null;
}
