import type { Ability as TelephonyAbility } from '../../../protocol/callCommand';

/** What works for this agent; `phases`: the backend tells of every phase of every call and keeps the missed ones. */
export type Ability = TelephonyAbility | 'phases';

/** What a backend can do that says nothing of it: the methods of the seed. */
export const seedAbilities: ReadonlySet<Ability> = new Set([
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
