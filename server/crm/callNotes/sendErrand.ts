import type { CallBacks } from '../callBacks/CallBacks';
import type { CrmJob } from '../callLog/CrmJob';
import type { CallNote, NoteErrand } from './CallNote';
import { noteJobOf, type NoteWords } from './noteJobOf';

/** Where errands go. */
export interface ErrandPlaces {
  readonly outbox: { add(id: string, job: CrmJob): void };
  readonly callBacks: Pick<CallBacks, 'promised' | 'withdrawn'>;
}

/** Puts what a note says on its way: into the outbox, or to the list of clients to call back. */
export function sendErrand(
  note: CallNote,
  errand: NoteErrand,
  words: NoteWords,
  { outbox, callBacks }: ErrandPlaces,
): void {
  if (errand.type === 'promised' || errand.type === 'withdrawn') {
    if (note.phase === 'live') return;
    const { id, number, via: line } = note.record;
    if (errand.type === 'promised') callBacks.promised({ number, line }, errand.promise);
    else callBacks.withdrawn(number, id, errand.by);
    return;
  }
  const sent = noteJobOf(note, errand, words);
  if (sent !== null) outbox.add(sent.id, sent.job);
}
