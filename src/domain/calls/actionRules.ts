import { consultationOn, isConversation, isLive, isRinging, type Call } from './Call';
import type { CallAction, Command } from './Command';

/** How an action on a call goes. @typeParam Kind of the action */
interface ActionRule<Kind extends CallAction['kind']> {
  /** Is the call in a phase in which this can be asked for? @param calls all of the agent's */
  suits(call: Call, calls: readonly Call[]): boolean;
  /**
   * Does the call show that the action has had its effect? Missing: only the end of the call shows it.
   * @param calls all of the agent's
   * @param known ids of the calls that were there when it was sent
   */
  isDone?(
    call: Call,
    action: CallAction & { readonly kind: Kind },
    calls: readonly Call[],
    known: readonly string[],
  ): boolean;
  /** The call is not what it was after this, so while it is under way only hanging up can be asked for. */
  readonly isFinal?: true;
}

type Rules<Kind extends CallAction['kind']> = { readonly [K in Kind]: ActionRule<K> };

/** Kinds of actions that say more than which call is meant. */
type DetailedKind = 'mute' | 'hold' | 'redirect' | 'consult';

type PlainKind = Exclude<CallAction['kind'], DetailedKind>;

/** Actions for which it is enough to know the call. A button of that name sends them. */
const plainRules: Rules<PlainKind> = {
  answer: { suits: isRinging, isDone: (call) => !isRinging(call) },
  reject: { suits: isRinging, isFinal: true },
  hangup: { suits: isLive, isFinal: true },
  completeTransfer: { suits: (call) => call.consultOf !== null && isConversation(call), isFinal: true },
  cancelTransfer: { suits: (call) => call.consultOf !== null && isLive(call), isFinal: true },
};

/** Every action on a call: when it can be asked for, and how a report confirms it. */
export const actionRules: Rules<CallAction['kind']> = {
  ...plainRules,
  mute: {
    suits: isConversation,
    isDone: (call, { on }) => isConversation(call) && call.muted === on,
  },
  hold: { suits: isConversation, isDone: (call, { on }) => (call.phase === 'held') === on },
  redirect: { suits: isConversation, isFinal: true },
  consult: {
    suits: (call, calls) => isConversation(call) && consultationOn(calls, call.id) === null,
    isDone: ({ id }, _consult, calls, known) =>
      calls.some((one) => one.consultOf === id && !known.includes(one.id)),
  },
};

/** Is this the name of an action for which it is enough to know the call? */
export function isPlainAction(name: string): name is PlainKind {
  return Object.hasOwn(plainRules, name);
}

/** Does this report of the backend show that the action has had its effect, or can have none any more? */
export function isConfirmed({ action, known }: Command, calls: readonly Call[]): boolean {
  if (action.kind === 'originate') {
    return calls.some((call) => call.direction !== 'inbound' && !isRinging(call) && !known.includes(call.id));
  }
  const call = calls.find((one) => one.id === action.callId && isLive(one));
  // A call that had no key yet can't be looked for: the backend's acceptance ends this command.
  if (call === undefined) return action.callId !== null;
  const rule: ActionRule<CallAction['kind']> = actionRules[action.kind];
  return rule.isDone?.(call, action, calls, known) ?? false;
}
