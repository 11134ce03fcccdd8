import type { Method } from './methods';

/**
 * A command to the telephone system, as the widget sends it and a driver carries it out.
 * @typeParam Target whom to call: a number, or in the widget a number or a contact of the phone book
 */
export type CallCommand<Target = string> =
  /** Calls the agent's phone and, once it answers, the target. */
  | { readonly kind: 'originate'; readonly target: Target }
  /** For a call that rings at the agent's phone. A rejected call may ring on at other phones. */
  | { readonly kind: 'answer' | 'reject'; readonly callId: string }
  | { readonly kind: 'hangup'; readonly callId: string }
  | { readonly kind: 'mute' | 'hold'; readonly callId: string; readonly on: boolean }
  /**
   * `redirect`: blind transfer of the other party to the target. `consult`: first step of an attended transfer; calls
   * the target while the call `callId` is on hold. The event `began` of the new call has `callId` in `consultOf`.
   */
  | { readonly kind: 'redirect' | 'consult'; readonly callId: string; readonly target: Target }
  /**
   * Last step of an attended transfer: connects the client (`callId`) with the colleague (`consultingId`). Both calls
   * end for the agent with the reason `transferred`.
   */
  | { readonly kind: 'completeTransfer'; readonly callId: string; readonly consultingId: string }
  /** `digits`: 0 to 9, `*` and `#`. */
  | { readonly kind: 'dtmf'; readonly callId: string; readonly digits: string };

/** The kind of a command. */
export type CommandKind = CallCommand['kind'];

/** What a telephone system can offer an agent; a driver states for each agent which of these work. */
export const abilities = [
  'originate',
  'answer',
  'reject',
  'hangup',
  'hold',
  'mute',
  'redirect',
  'consult',
  'dtmf',
] as const;

/** One of `abilities`. `consult` stands for the whole attended transfer, including the hold of the client's call. */
export type Ability = (typeof abilities)[number];

/**
 * Methods that the telephone system carries out and that an ability has all of. All others read or change data of the backend
 * itself, or are not in every backend that can do this.
 */
export type TelephonyMethod = Exclude<
  Method,
  | 'ping'
  | 'open_session'
  | `get_${string}`
  | 'choose_contact'
  | 'client_made'
  | 'save_note'
  | 'set_outcome'
  | 'extend_wait'
  | 'take_missed_client'
  | 'call_back'
  | 'clear_missed'
>;

/** The ability that each method requires of the telephone system: method -> ability. */
export const requiredAbility: Readonly<Record<TelephonyMethod, Ability>> = {
  originate: 'originate',
  originate_by_contact: 'originate',
  redirect: 'redirect',
  set_mute: 'mute',
  set_hold: 'hold',
  hangup: 'hangup',
  answer: 'answer',
  reject: 'reject',
  consult: 'consult',
  complete_transfer: 'consult',
  cancel_transfer: 'consult',
  send_dtmf: 'dtmf',
};

/** The ability that a command of this kind needs: that of its own name, or of the whole attended transfer. */
export function abilityOf(kind: CommandKind): Ability {
  return kind === 'completeTransfer' ? requiredAbility.complete_transfer : kind;
}

/** Phase of a live call. */
export type LivePhase = 'dialing' | 'ringing' | 'talking';

/** The phase that a command needs its call to be in; null: any. */
export const neededPhase: Readonly<Record<Exclude<CommandKind, 'originate'>, LivePhase | null>> = {
  answer: 'ringing',
  reject: 'ringing',
  hangup: null,
  mute: 'talking',
  hold: 'talking',
  redirect: 'talking',
  consult: 'talking',
  completeTransfer: 'talking',
  dtmf: 'talking',
};
