import { consultationOn, isConversation, isLive, isRinging, type Call } from './Call';
import type { CallAction, Command } from './Command';

/** When an action on a call is possible and how a report confirms it. @typeParam Kind kind of the action */
interface ActionRule<Kind extends CallAction['kind']> {
  /** Is the action possible in the call's phase? @param calls all calls of the agent */
  suits(call: Call, calls: readonly Call[]): boolean;
  /**
   * Does the reported call show the action's effect? Missing: only the end of the call confirms the action.
   * @param calls all calls of the agent
   * @param known ids of the calls on the board when the action was sent
   */
  isDone?(
    call: Call,
    action: CallAction & { readonly kind: Kind },
    calls: readonly Call[],
    known: readonly string[],
  ): boolean;
  /** The action takes the call away from the agent: while it is under way only a hangup can be sent for the call. */
  readonly isFinal?: true;
}

type Rules<Kind extends CallAction['kind']> = { readonly [K in Kind]: ActionRule<K> };

/** Kinds of actions with more arguments than the call. */
type DetailedKind = 'mute' | 'hold' | 'redirect' | 'consult';

type PlainKind = Exclude<CallAction['kind'], DetailedKind>;

/** Rules of the actions whose only argument is the call. A button has the name of the action that it sends. */
const plainRules: Rules<PlainKind> = {
  answer: { suits: isRinging, isDone: (call) => !isRinging(call) },
  reject: { suits: isRinging, isFinal: true },
  hangup: { suits: isLive, isFinal: true },
  completeTransfer: { suits: (call) => call.consultOf !== null && isConversation(call), isFinal: true },
  cancelTransfer: { suits: (call) => call.consultOf !== null && isLive(call), isFinal: true },
};

/** Rules of all actions on a call. */
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

/** Is this the name of an action whose only argument is the call? */
export function isPlainAction(name: string): name is PlainKind {
  return Object.hasOwn(plainRules, name);
}

/**
 * Does a report end this command: it shows the effect, or the call is over?
 * @param calls the calls of that report
 */
export function isConfirmed({ action, known }: Command, calls: readonly Call[]): boolean {
  if (action.kind === 'originate') {
    return calls.some((call) => call.direction !== 'inbound' && !isRinging(call) && !known.includes(call.id));
  }
  const call = calls.find((one) => one.id === action.callId && isLive(one));
  // Without a call id (hangup while dialling) no report can confirm it: it ends when the backend accepts it.
  if (call === undefined) return action.callId !== null;
  const rule: ActionRule<CallAction['kind']> = actionRules[action.kind];
  return rule.isDone?.(call, action, calls, known) ?? false;
}
