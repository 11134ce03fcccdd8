import type { CallEnd } from '../../../src/domain/calls/CallEnd';
import { newNote, type CallNote, type NoteClient } from '../../../src/domain/notes/CallNote';
import { changeNote } from '../../../src/domain/notes/changeNote';
import { noOutcomes } from '../../../src/domain/notes/Outcomes';
import { noteRest, noteTop, type NoteContext } from '../../../src/infrastructure/ui/notes/noteRest';
import { texts } from './support/sampleContext';

const client = { title: 'Ann', via: null, leads: [] };
const context: NoteContext = {
  outcomes: noOutcomes,
  isOfCard: true,
  isOfParty: true,
  isTaskOpen: false,
  isOtherOpen: false,
  task: null,
  canCall: true,
  now: 9,
  skewMs: 0,
  texts,
};
const over = (of: NoteClient = client): CallNote =>
  changeNote(newNote('c1', of), { type: 'ended', end: null, talkSeconds: 5, at: 1 }) as CallNote;
const vera = (isRefused: boolean): CallEnd['wentTo'] => ({ name: 'Vera', isRefused });

test.each<[CallEnd | null, number | null, string]>([
  [{ reason: 'hungUp', wentTo: null }, 192, 'Call ended · 3:12'],
  [{ reason: 'transferred', wentTo: vera(false) }, 192, 'Transferred to Vera · 3:12'],
  [{ reason: 'transferred', wentTo: vera(true) }, 192, 'Vera did not take the call · 3:12'],
  [{ reason: 'noAnswer', wentTo: null }, null, 'No answer'],
  [{ reason: 'hungUp', wentTo: null }, null, 'Call cancelled'],
  [null, null, 'Call ended'],
])(
  '%#: above the note of an ended call stands what its card says, and how long the talk was',
  (end, talkSeconds, text) => {
    const note = changeNote(newNote('c1', client), { type: 'ended', end, talkSeconds, at: 1 }) as CallNote;
    expect(noteTop(note, context)).toMatchObject({ over: { text, title: 'Ann' } });
  },
);

test('after the call it says who it was, with number, company and deal, and calls them back', () => {
  const ann = { ...client, number: '+79101234567', contactId: '7', company: 'Daisy Ltd' };
  const leads = [{ id: '1', name: 'Windows' }];
  expect(noteTop(over({ ...ann, leads }), context)).toMatchObject({
    over: {
      title: 'Ann',
      href: '/contacts/detail/7',
      lines: ['+7 910 123-45-67', 'Daisy Ltd', 'Deal: Windows'],
    },
  });
  expect(noteTop(over(ann), context)).toMatchObject({
    over: { number: '+79101234567', callBack: 'Call back: Ann' },
  });
  expect(noteTop(over(ann), { ...context, canCall: false })).toMatchObject({ over: { number: '' } });
  // Of several deals the agent chooses; the number is no name besides.
  const unknown = { ...ann, title: '+7 910 123-45-67', contactId: null, company: null };
  expect(noteTop(over({ ...unknown, leads: [...leads, { id: '2', name: 'Doors' }] }), context)).toMatchObject(
    {
      over: { href: '', lines: [] },
    },
  );
});

test('where the card above names a colleague the note says of whose call it is', () => {
  const titleOf = (changes: Partial<NoteContext>) =>
    noteTop(newNote('c1', client), { ...context, ...changes });
  expect(titleOf({})).toMatchObject({ title: '' });
  expect(titleOf({ isOfParty: false })).toMatchObject({ title: 'Note of the call: Ann' });
  expect(titleOf({ isOfCard: false })).toMatchObject({ title: 'Ann' });
});

test('the time of a task is said while its text is typed below, then both', () => {
  const dueAt = new Date(2026, 11, 3, 15, 30).getTime();
  const task = { text: 'Send the catalogue', dueAt };
  const label = (changes: Partial<NoteContext>) =>
    noteRest(newNote('c1', client), { ...context, now: dueAt - 60_000, task, ...changes });
  expect(label({})).toMatchObject({
    task: { label: expect.stringMatching(/^3:30.PM · Send the catalogue$/) as string, name: '' },
  });
  expect(label({ isTaskOpen: true })).toMatchObject({
    task: {
      label: expect.stringMatching(/^3:30.PM$/) as string,
      name: expect.stringMatching(/ · Next task$/) as string,
    },
  });
  expect(label({ isTaskOpen: true, isOtherOpen: true })).toMatchObject({
    task: { least: '2026-12-03T15:29', most: '2027-12-04T15:29' },
  });
});

test.each<[number, string]>([
  [60, 'In an hour'],
  [90, 'In 90 min'],
  [1_440, 'This time tomorrow'],
  [2_880, 'In 2 days'],
])('a time in %i minutes is called "%s"', (inMinutes, label) => {
  const outcomes = {
    required: 'never',
    list: [{ id: 'a', text: 'A', lines: null, task: { text: 'B', inMinutes } }],
  } as const;
  const note = newNote('c1', client);
  const chosen = { ...note, choice: { ...note.choice, value: { ...note.choice.value, outcomeId: 'a' } } };
  expect(noteRest(chosen, { ...context, outcomes })).toMatchObject({
    task: { times: expect.arrayContaining([{ kind: 'default', label }]) as object[] },
  });
});
