import { requiredAbility, type Ability } from '../../protocol/CallCommand';
import { isMethod, methods, type Method } from '../../protocol/methods';

/** The ability of each method; undefined: it needs none. */
const needed: Readonly<Partial<Record<Method, Ability>>> = requiredAbility;

/**
 * Methods of the wire that an agent with these abilities can use, as `ping` lists them without `open_session`.
 * @param canChoose can a choice among contacts be remembered?
 */
export function methodsOf(abilities: ReadonlySet<Ability>, canChoose = false): Method[] {
  return Object.keys(methods)
    .filter(isMethod)
    .filter((method) => {
      if (method === 'open_session') return false;
      if (method === 'choose_contact') return canChoose;
      const ability = needed[method];
      return ability === undefined || abilities.has(ability);
    });
}
