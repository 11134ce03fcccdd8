import type { CallNote } from './CallNote';

/**
 * Number of the client whose call it is; null: not known, as long as no agent has talked with one. It is that of the agent who
 * came first: a party outside whom an agent consults later may belong to the same whole call.
 */
export function clientNumberOf(note: CallNote): string | null {
  if (note.phase !== 'live') return note.record.number;
  return note.legs.find(({ number }) => number !== null)?.number ?? null;
}
