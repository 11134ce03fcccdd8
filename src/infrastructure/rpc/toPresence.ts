import type { Presence } from '../../domain/phonebook/Contact';

const presences = new Map<string, Presence>([
  ['FREE', 'free'],
  ['RINGING', 'ringing'],
  ['TALKING', 'talking'],
  ['DO_NOT_DISTURB', 'doNotDisturb'],
  ['UNREGISTERED', 'unregistered'],
]);

/** What a colleague's phone does, by the word of the wire; null: not known, also a word of a later backend. */
export function toPresence(word: string | null | undefined): Presence {
  return presences.get(word ?? '') ?? null;
}
