import type { Ability as TelephonyAbility } from '../../../protocol/callCommand';

/** What works for this agent; `phases`: the backend reports every phase of every call and keeps the missed ones. */
export type Ability = TelephonyAbility | 'phases';

/** Abilities of a backend that lists no methods: those of the original protocol. */
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
