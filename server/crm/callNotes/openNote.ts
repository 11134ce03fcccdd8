import type { WireOpenNotes } from '../../../protocol/callNote';
import type { Party } from '../../calls/Party';
import type { CallNote } from './CallNote';
import type { stateOf } from './noteState';

/** A call whose outcome is missing, as the wire shows it to the agent whose it was last. @param party as they may see it */
export function openNote(
  { record, legs }: Exclude<CallNote, { phase: 'live' }>,
  extension: string,
  state: ReturnType<typeof stateOf>,
  party: Party,
): WireOpenNotes[number] {
  const { direction, number, via, startedAt, answeredAt, endedAt } = record;
  const last = legs.filter((leg) => leg.extension === extension).at(-1);
  return {
    ...state,
    unique_id: last?.callId ?? '',
    direction: direction === 'inbound' ? 'INBOUND' : 'OUTBOUND',
    contact_name: party.name,
    contact_id: party.contactId,
    contact_phone: number,
    via,
    started_at: startedAt / 1_000,
    answered_at: answeredAt === null ? null : answeredAt / 1_000,
    ended_at: endedAt / 1_000,
  };
}
