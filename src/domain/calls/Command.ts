import type { CallCommand } from '../../../protocol/CallCommand';
import type { Contact } from '../phonebook/Contact';

/** The target of a call or a transfer. */
export type DialTarget =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'contact'; readonly contact: Contact };

/**
 * What the agent can do by a button or the dial field: the commands of the wire, with what the widget knows of them.
 */
export type Action =
  | Exclude<CallCommand<DialTarget>, { readonly kind: 'originate' | 'hangup' | 'completeTransfer' | 'dtmf' }>
  | {
      readonly kind: 'originate';
      readonly target: DialTarget;
      /** The agent has read that a colleague has the client, and wants the call all the same. */
      readonly isSure?: boolean;
    }
  /** `callId` null: the call that is being dialled and that no report shows yet, so it has no id. */
  | { readonly kind: 'hangup'; readonly callId: string | null }
  /** The last step of an attended transfer; `callId` is the consultation. */
  | { readonly kind: 'completeTransfer' | 'cancelTransfer'; readonly callId: string };

/** Actions on an existing call. */
export type CallAction = Exclude<Action, { readonly kind: 'originate' }>;

/**
 * An action that was sent and is neither confirmed nor failed.
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
  /** Ids of the calls on the board when it was sent. */
  readonly known: readonly string[];
}

/** The number of a target. */
export function targetNumber(target: DialTarget): string {
  return target.kind === 'number' ? target.number : target.contact.number;
}

/**
 * Command key of an action: the backend carries out commands with equal keys once. The same action in two tabs or on
 * two computers has the same key. An action that can be repeated later has the revision or a nonce in its key, so that
 * the repetition counts as another command.
 * @param revision revision of the status that the agent saw
 * @param nonce a unique text
 */
export function commandKey(action: Action, revision: number, nonce: string): string {
  if (action.kind === 'originate') return `originate:${nonce}`;
  const key = `${action.kind}:${action.callId ?? nonce}`;
  if ('on' in action) return `${key}:${String(action.on)}:${revision}`;
  return 'target' in action ? `${key}:${targetNumber(action.target)}:${revision}` : key;
}
