import { isMethod, methods, type Method } from '../../protocol/methods';
import type { Ability } from '../calls/Ability';

/** What the telephone system must be able to do for each method; null: nothing. */
const NEEDED: Readonly<Record<Method, Ability | null>> = {
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

/** Methods of the wire that work for an agent for whom the telephone system can do this. */
export function methodsOf(abilities: ReadonlySet<Ability>): Method[] {
  return Object.keys(methods)
    .filter(isMethod)
    .filter((method) => {
      const ability = NEEDED[method];
      return ability === null || abilities.has(ability);
    });
}
