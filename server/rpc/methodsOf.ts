import { requiredAbility, type Ability } from '../../protocol/CallCommand';
import { isMethod, methods, type Method } from '../../protocol/methods';

/** The ability of each method; undefined: it needs none. */
const needed: Readonly<Partial<Record<Method, Ability>>> = requiredAbility;

/**
 * Methods of the wire that an agent with these abilities can use, as `ping` lists them without `open_session`.
 * @param crm which of those that need amoCRM work
 */
export function methodsOf(
  abilities: ReadonlySet<Ability>,
  crm: Readonly<Record<'choose_contact' | 'client_made', boolean>> = {
    choose_contact: false,
    client_made: false,
  },
): Method[] {
  return Object.keys(methods)
    .filter(isMethod)
    .filter((method) => {
      if (method === 'open_session') return false;
      if (method === 'choose_contact' || method === 'client_made') return crm[method];
      const ability = needed[method];
      return ability === undefined || abilities.has(ability);
    });
}
