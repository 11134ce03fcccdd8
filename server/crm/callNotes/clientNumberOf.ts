import type { CallNote } from './CallNote';

/** Number of the client whose call it is; null: not known, as long as no agent has talked with one. */
export function clientNumberOf(note: CallNote): string | null {
  if (note.phase !== 'live') return note.record.number;
  return note.legs.flatMap(({ number }) => number ?? []).at(-1) ?? null;
}
