import { requiredAbility } from '../../../protocol/CallCommand';
import { originalAbilities, type WidgetAbility } from '../../domain/calls/WidgetAbility';

/**
 * The abilities that the backend's methods allow: those of which it has all methods. Only `originate_by_contact` may be
 * missing, since `originate` is enough for calling.
 * @param methods names of methods, as `ping` lists them; null: the backend lists none (original protocol)
 */
export function toAbilities(methods: readonly string[] | null): ReadonlySet<WidgetAbility> {
  if (!methods) return originalAbilities;
  const lacking = Object.entries(requiredAbility)
    .filter(([method]) => method !== 'originate_by_contact' && !methods.includes(method))
    .map(([, ability]) => ability);
  return new Set([
    'phases',
    ...Object.values(requiredAbility).filter((ability) => !lacking.includes(ability)),
  ]);
}
