/** What works for this agent on this telephone system. */
export type Ability =
  | 'originate'
  | 'hangup'
  | 'mute'
  | 'hold'
  | 'redirect'
  | 'answer'
  | 'reject'
  | 'consult'
  | 'dtmf'
  /** The backend tells of every phase of every call and keeps the missed ones. */
  | 'phases';

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
