import { requiredAbility, type Ability } from '../../protocol/CallCommand';
import { isMethod, methods, type Method } from '../../protocol/methods';

/** The ability of each method; undefined: it needs none. */
const needed: Readonly<Partial<Record<Method, Ability>>> = requiredAbility;

/** Methods of the wire that an agent with these abilities can use, as `ping` lists them without `open_session`. */
export function methodsOf(abilities: ReadonlySet<Ability>): Method[] {
  return Object.keys(methods)
    .filter(isMethod)
    .filter((method) => {
      if (method === 'open_session') return false;
      const ability = needed[method];
      return ability === undefined || abilities.has(ability);
    });
}
