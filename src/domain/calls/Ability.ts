import type { Ability as TelephonyAbility } from '../../../protocol/callCommand';

/**
 * What works for this agent. `phases`: the backend has our extension of the wire, so it reports every phase of every
 * call and keeps missed calls.
 */
export type Ability = TelephonyAbility | 'phases';

/** Abilities of a backend with the original protocol, which lists no methods. */
export const originalAbilities: ReadonlySet<Ability> = new Set([
  'originate',
  'hangup',
  'mute',
  'hold',
  'redirect',
]);

/** Are these the same abilities, in the same order? */
export function hasSameAbilities(a: ReadonlySet<Ability>, b: ReadonlySet<Ability>): boolean {
  return [...a].join() === [...b].join();
}
