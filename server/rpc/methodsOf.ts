import { needs, type Ability } from '../../protocol/callCommand';
import { isMethod, methods, type Method } from '../../protocol/methods';

/** Methods of the wire that work for an agent for whom the telephone system can do this. */
export function methodsOf(abilities: ReadonlySet<Ability>): Method[] {
  return Object.keys(methods)
    .filter(isMethod)
    .filter((method) => {
      const ability = needs[method];
      return ability === null || abilities.has(ability);
    });
}
