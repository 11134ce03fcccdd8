import { needs } from '../../../protocol/callCommand';
import { originalAbilities, type Ability } from '../../domain/calls/Ability';

/**
 * The abilities that the backend's methods allow: those of which it has all methods. Only `originate_by_contact` may be
 * missing, since `originate` is enough for calling.
 * @param methods names of methods, as `ping` lists them; null: the backend lists none (original protocol)
 */
export function toAbilities(methods: readonly string[] | null): ReadonlySet<Ability> {
  if (!methods) return originalAbilities;
  const lacking = Object.entries(needs)
    .filter(([method]) => method !== 'originate_by_contact' && !methods.includes(method))
    .map(([, ability]) => ability);
  return new Set(['phases', ...Object.values(needs).filter((ability) => !lacking.includes(ability))]);
}
