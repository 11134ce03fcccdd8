import type { Ability } from '../../../protocol/CallCommand';

/**
 * What works for this agent. `phases`: the backend has our extension of the wire, so it reports every phase of every
 * call and keeps missed calls.
 */
export type WidgetAbility = Ability | 'phases';

/** Abilities of a backend with the original protocol, which lists no methods. */
export const originalAbilities: ReadonlySet<WidgetAbility> = new Set([
  'originate',
  'hangup',
  'mute',
  'hold',
  'redirect',
]);

/** Are these the same abilities, in the same order? */
export function hasSameAbilities(a: ReadonlySet<WidgetAbility>, b: ReadonlySet<WidgetAbility>): boolean {
  return [...a].join() === [...b].join();
}
