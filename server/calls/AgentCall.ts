/** Who is at the other end of a call. */
export interface Party {
  readonly number: string;
  /** Null: the phone book does not know the number. */
  readonly name: string | null;
  /** amoCRM's id of the contact, digits. */
  readonly contactId: string | null;
}

/** How a call ended. */
export type EndReason =
  'hungUp' | 'busy' | 'noAnswer' | 'rejected' | 'missed' | 'answeredElsewhere' | 'transferred' | 'failed';

/**
 * A live call of one agent.
 *
 * ```
 *   outbound, internal:  dialing ──answered──▶ talking ──ended──▶ ∎
 *   inbound:             ringing ──answered──▶ talking ──ended──▶ ∎
 *   any phase ──ended──▶ ∎        hold and mute are marks of talking
 * ```
 */
export type AgentCall = {
  /** The telephone system's key of this agent's call. */
  readonly id: string;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  readonly party: Party;
  /** ms since 1970 */
  readonly startedAt: number;
} & (
  | { readonly phase: 'dialing' }
  | { readonly phase: 'ringing' }
  | {
      readonly phase: 'talking';
      /** ms since 1970 */
      readonly answeredAt: number;
      readonly isHeld: boolean;
      readonly isMuted: boolean;
    }
);

/** What a telephone system tells of an agent's call. Times in ms since 1970. */
export type CallEvent =
  | {
      readonly type: 'began';
      readonly id: string;
      readonly direction: AgentCall['direction'];
      readonly phase: 'dialing' | 'ringing';
      readonly number: string;
      readonly at: number;
    }
  | { readonly type: 'answered'; readonly id: string; readonly at: number }
  | { readonly type: 'held'; readonly id: string; readonly isHeld: boolean }
  | { readonly type: 'muted'; readonly id: string; readonly isMuted: boolean }
  /** The other end is somebody else now, after a transfer over there. */
  | { readonly type: 'connected'; readonly id: string; readonly number: string }
  | { readonly type: 'ended'; readonly id: string; readonly reason: EndReason; readonly at: number };
