import type { CallEnd } from '../../../src/domain/calls/CallEnd';
import { newNote, type CallNote } from '../../../src/domain/notes/CallNote';
import { changeNote } from '../../../src/domain/notes/changeNote';
import { noOutcomes } from '../../../src/domain/notes/Outcomes';
import { noteTop } from '../../../src/infrastructure/ui/notes/noteRest';
import { texts } from './support/sampleContext';

const client = { title: 'Ann', via: null, leads: [] };
const context = { outcomes: noOutcomes, isOfCard: true, isTaskOpen: false, now: 9, skewMs: 0, texts };
const vera = (isRefused: boolean): CallEnd['wentTo'] => ({ name: 'Vera', isRefused });

test.each<[CallEnd | null, number | null, string]>([
  [{ reason: 'hungUp', wentTo: null }, 192, 'Call ended · 3:12'],
  [{ reason: 'transferred', wentTo: vera(false) }, 192, 'Transferred to Vera · 3:12'],
  [{ reason: 'transferred', wentTo: vera(true) }, 192, 'Vera did not take the call · 3:12'],
  [{ reason: 'noAnswer', wentTo: null }, null, 'No answer'],
  [{ reason: 'hungUp', wentTo: null }, null, 'Call cancelled'],
  [null, null, 'Call ended'],
])('%#: above the note of an ended call stands what its card says, and how long the talk was', (end, talkSeconds, text) => {
  const note = changeNote(newNote('c1', client), { type: 'ended', end, talkSeconds, at: 1 }) as CallNote;
  expect(noteTop(note, context)).toMatchObject({ over: { text, title: 'Ann' } });
});
