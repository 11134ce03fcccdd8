import type { CallCommand } from '../../../protocol/callCommand';
import type { Contact } from '../phonebook/Contact';
import { isConversation, isLive, isRinging, type Call } from './Call';

/** Whom to call or to hand a call to. */
export type DialTarget =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'contact'; readonly contact: Contact };

/** What the agent can ask of the telephone system: its commands, as far as a button or a form sends them. */
export type Action =
  | Exclude<CallCommand<DialTarget>, { readonly kind: 'hangup' | 'completeTransfer' | 'dtmf' }>
  /** `callId` null: the call that is being dialled and has no key yet. */
  | { readonly kind: 'hangup'; readonly callId: string | null }
  /** The second step of an attended transfer; `callId` is the consultation. */
  | { readonly kind: 'completeTransfer' | 'cancelTransfer'; readonly callId: string };

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
  /** Keys of the calls that were there when it was sent. */
  readonly known: readonly string[];
}

/** Does this report of the backend show that the action has had its effect, or can have none any more? */
export function isConfirmed({ action, known }: Command, calls: readonly Call[]): boolean {
  if (action.kind === 'originate') {
    return calls.some((call) => call.direction !== 'inbound' && !isRinging(call) && !known.includes(call.id));
  }
  const call = calls.find((one) => one.id === action.callId && isLive(one));
  // A call that had no key yet can't be looked for: the backend's acceptance ends this command.
  if (call === undefined) return action.callId !== null;
  switch (action.kind) {
    case 'answer':
      return !isRinging(call);
    case 'reject':
    case 'hangup':
    case 'redirect':
    case 'completeTransfer':
    case 'cancelTransfer':
      return false;
    case 'consult':
      return calls.some((one) => one.consultOf === call.id && !known.includes(one.id));
    case 'mute':
      return isConversation(call) && call.muted === action.on;
    case 'hold':
      return (call.phase === 'held') === action.on;
  }
}

/** The number that a target stands for. */
export function targetNumber(target: DialTarget): string {
  return target.kind === 'number' ? target.number : target.contact.number;
}

/**
 * Key under which the backend carries the action out once. The same wish has the same key in every tab and on
 * every computer; a wish that may come again has something of its own in it.
 * @param revision revision of the picture that the agent saw
 * @param nonce told apart from all others
 */
export function commandKey(action: Action, revision: number, nonce: string): string {
  switch (action.kind) {
    case 'originate':
      return `originate:${nonce}`;
    case 'hangup':
      return `hangup:${action.callId ?? nonce}`;
    case 'answer':
    case 'reject':
    case 'completeTransfer':
    case 'cancelTransfer':
      return `${action.kind}:${action.callId}`;
    case 'mute':
    case 'hold':
      return `${action.kind}:${action.callId}:${String(action.on)}:${revision}`;
    case 'redirect':
    case 'consult':
      return `${action.kind}:${action.callId}:${targetNumber(action.target)}:${revision}`;
  }
}
