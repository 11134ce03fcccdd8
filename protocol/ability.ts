import type { Method } from './methods';

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

/** What the telephone system must be able to do for each method; null: nothing. */
export const needs: Readonly<Record<Method, Ability | null>> = {
  ping: null,
  get_agent_status: null,
  get_contacts: null,
  get_last_contacts: null,
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
  clear_missed: null,
};
