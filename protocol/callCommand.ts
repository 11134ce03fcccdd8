import type { Method } from './methods';

/**
 * A command to the telephone system, as the widget sends it and a driver carries it out.
 * @typeParam Target whom to call: the number itself, or what the widget knows of the person
 */
export type CallCommand<Target = string> =
  /** Calls the agent's phone, then the target. */
  | { readonly kind: 'originate'; readonly target: Target }
  /** `answer` and `reject`: the call rings at the agent's phone; a rejected one may ring on elsewhere. */
  | { readonly kind: 'answer' | 'reject'; readonly callId: string }
  | { readonly kind: 'hangup'; readonly callId: string }
  | { readonly kind: 'mute' | 'hold'; readonly callId: string; readonly on: boolean }
  /**
   * `redirect` is the blind transfer of the other party. `consult` calls the target about the call, which is on
   * hold already; the new call's `began` names that call in `consultOf`.
   */
  | { readonly kind: 'redirect' | 'consult'; readonly callId: string; readonly target: Target }
  /** Joins the other ends of both calls; both end for the agent with the reason `transferred`. */
  | { readonly kind: 'completeTransfer'; readonly callId: string; readonly consultingId: string }
  /** `digits`: 0 to 9, `*` and `#`. */
  | { readonly kind: 'dtmf'; readonly callId: string; readonly digits: string };

/** The kind of a command. */
export type CommandKind = CallCommand['kind'];

/** What a telephone system may be able to do for an agent. */
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

/** One of `abilities`. `consult` is the whole attended transfer, its holding of the call too. */
export type Ability = (typeof abilities)[number];

/** Methods that the telephone system carries out. The others read, or change what the backend alone knows. */
export type TelephonyMethod = Exclude<Method, 'ping' | `get_${string}` | 'clear_missed'>;

/** What the telephone system must be able to do for each method that it carries out. */
export const needs: Readonly<Record<TelephonyMethod, Ability>> = {
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
