import type { CallNote } from './CallNote';

/**
 * Has an agent dialled the client's number? Then it is what the agent says: the telephone system may have called another one, as
 * behind a line's digit.
 */
export function isDialled(note: CallNote): boolean {
  if (note.phase !== 'live') return note.record.direction === 'outbound';
  return note.legs.find(({ number }) => number !== null)?.isDialled === true;
}
