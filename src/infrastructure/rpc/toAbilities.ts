import { needs } from '../../../protocol/callCommand';
import { originalAbilities, type Ability } from '../../domain/calls/Ability';

/**
 * What works for the agent: each ability all of whose methods are there. To call a number is enough to call.
 * @param methods of the backend, as its answer to `ping` lists them; null: it lists none
 */
export function toAbilities(methods: readonly string[] | null): ReadonlySet<Ability> {
  if (!methods) return originalAbilities;
  const lacking = Object.entries(needs)
    .filter(([method]) => method !== 'originate_by_contact' && !methods.includes(method))
    .map(([, ability]) => ability);
  return new Set(['phases', ...Object.values(needs).filter((ability) => !lacking.includes(ability))]);
}
