import type { CallCommand } from '../../../protocol/callCommand';
import type { Contact } from '../phonebook/Contact';

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

/** What the agent can ask of a call that is there. */
export type CallAction = Exclude<Action, { readonly kind: 'originate' }>;

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
  if (action.kind === 'originate') return `originate:${nonce}`;
  const key = `${action.kind}:${action.callId ?? nonce}`;
  if ('on' in action) return `${key}:${String(action.on)}:${revision}`;
  return 'target' in action ? `${key}:${targetNumber(action.target)}:${revision}` : key;
}
