import type { Contact } from '../phonebook/Contact';
import type { Call } from './Call';

/** Whom to call or to hand a call to. */
export type DialTarget =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'contact'; readonly contact: Contact };

/** What the agent can ask of the telephone system. */
export type Action =
  | { readonly kind: 'originate'; readonly target: DialTarget }
  /** `callId` null: the call that is being dialled and has no key yet. */
  | { readonly kind: 'hangup'; readonly callId: string | null }
  | { readonly kind: 'mute'; readonly callId: string; readonly on: boolean }
  | { readonly kind: 'hold'; readonly callId: string; readonly on: boolean }
  /** Blind transfer. */
  | { readonly kind: 'redirect'; readonly callId: string; readonly target: DialTarget };

/**
 * An action on its way.
 *
 * ```
 *   sent ──▶ accepted ──▶ (confirmed by a report · expired)
 *   sent ──▶ (confirmed by a report · refused)
 * ```
 */
export interface Command {
  readonly id: number;
  readonly stage: 'sent' | 'accepted';
  readonly action: Action;
}

/** Does this report of the backend show that the action has had its effect? */
export function isConfirmed(action: Action, calls: readonly Call[]): boolean {
  switch (action.kind) {
    case 'originate':
      return calls.length > 0;
    case 'hangup':
      // A call that had no key yet can't be looked for: the backend's acceptance ends this command.
      return action.callId !== null && !calls.some((call) => call.id === action.callId);
    case 'redirect':
      return !calls.some((call) => call.id === action.callId);
    case 'mute':
      return calls.every((call) => call.id !== action.callId || call.muted === action.on);
    case 'hold':
      return calls.every((call) => call.id !== action.callId || (call.phase === 'held') === action.on);
  }
}
