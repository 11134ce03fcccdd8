import type { Method } from '../../../protocol/methods';
import { seedAbilities, type Ability } from '../../domain/calls/Ability';

/** Methods that each ability needs. */
const needs = [
  ['originate', ['originate']],
  ['hangup', ['hangup']],
  ['mute', ['set_mute']],
  ['hold', ['set_hold']],
  ['redirect', ['redirect']],
  ['answer', ['answer']],
  ['reject', ['reject']],
  ['consult', ['consult', 'complete_transfer', 'cancel_transfer']],
  ['dtmf', ['send_dtmf']],
] as const satisfies readonly (readonly [Ability, readonly Method[]])[];

/** What works for the agent. @param methods of the backend, as its answer to `ping` lists them; null: it lists none */
export function toAbilities(methods: readonly string[] | null): ReadonlySet<Ability> {
  if (!methods) return seedAbilities;
  const abilities = new Set<Ability>(['phases']);
  for (const [ability, wanted] of needs)
    if (wanted.every((method) => methods.includes(method))) abilities.add(ability);
  return abilities;
}
