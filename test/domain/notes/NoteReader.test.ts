import { Failure } from '../../../src/domain/Failure';
import { isEmpty, newNote, openNote, type CallNote } from '../../../src/domain/notes/CallNote';
import { changeNote } from '../../../src/domain/notes/changeNote';
import { NoteReader } from '../../../src/domain/notes/NoteReader';
import { FakeTimer } from '../../support/FakeTimer';
import { FakeNoteBackend } from './support/FakeNoteBackend';

const CLIENT = { title: 'Ольга', via: 'sales', leads: [] };

/** A reader of one note. */
function start(first: CallNote | undefined) {
  const [timer, backend] = [new FakeTimer(), new FakeNoteBackend()];
  const held = { note: first, isSeen: true };
  const reader = new NoteReader({
    backend,
    timer,
    now: () => timer.now(),
    isSeen: () => held.isSeen,
    noteOf: () => held.note,
    apply: (_callId, event) => {
      held.note = (held.note && changeNote(held.note, event)) ?? undefined;
    },
  });
  const reads = (): number => backend.asked.filter((one) => one.startsWith('read')).length;
  return { timer, backend, held, reader, reads };
}

const over = (at = 0, waitsUntil: number | null = at + 60_000): CallNote =>
  openNote('c1', CLIENT, { talkSeconds: 60, endedAt: at, waitsUntil, moreMinutes: 0 });

const ended = (): CallNote => {
  const note = changeNote(newNote('c1', CLIENT), { type: 'ended', end: null, talkSeconds: 60, at: 0 });
  if (note === null) throw new Error('there is no note');
  return note;
};

test('until it is known how long the entry waits a reading that fails is tried again', async () => {
  const { timer, backend, reader, reads } = start(ended());
  backend.failure = new Failure('timeout');
  reader.afterEnd('c1');
  await timer.pass(1_000);
  expect(reads()).toBe(1);
  backend.failure = null;
  backend.known = { ...backend.known, waitsUntil: timer.now() + 60_000 };
  await timer.pass(10_000);
  const known = reads();
  await timer.pass(60_000);
  expect([known, reads()]).toEqual([2, 2]);
});

test('a call that the backend does not know any more has no note, unless something is unsent', async () => {
  const gone = new Failure('refused', 'NoActiveCall');
  const one = start(over());
  one.backend.failure = gone;
  await one.reader.read('c1');
  expect(one.held.note).toBeUndefined();
  const typed = changeNote(over(), { type: 'typed', text: 'Ждёт', at: 5 }) ?? undefined;
  const other = start(typed);
  other.backend.failure = gone;
  await other.reader.read('c1');
  expect(other.held.note).toMatchObject({ phase: 'over', text: { value: 'Ждёт' } });
});

test('a live note, one that is gone, and a page that is left stay as they are when a reading fails', async () => {
  const live = start(newNote('c1', CLIENT));
  live.backend.failure = new Failure('timeout');
  await live.reader.read('c1');
  expect(live.held.note).toEqual(newNote('c1', CLIENT));
  const none = start(undefined);
  none.backend.failure = new Failure('timeout');
  await none.reader.read('c1');
  const left = start(over());
  left.backend.failure = new Failure('cancelled');
  await left.reader.read('c1');
  left.held.isSeen = false;
  await left.reader.read('c1');
  await left.timer.pass(60_000);
  expect([none.reads(), left.reads()]).toEqual([1, 1]);
});

test('a choice that came too late goes with the deal and the task that the entry has', async () => {
  const chosen = changeNote(over(), { type: 'chosen', change: { outcomeId: 'sold', leadId: '7' }, at: 5 });
  const task = { text: 'Счёт', dueAt: 9_000 };
  const { backend, held, reader } = start(chosen ?? undefined);
  backend.known = { ...backend.known, isLogged: true, choice: { outcomeId: null, leadId: '8', task } };
  await reader.keepOutcome('c1');
  expect(held.note?.choice.value).toEqual({ outcomeId: 'sold', leadId: '8', task });
  // Now they are the same, so nothing is chosen again.
  const { at } = held.note?.choice ?? {};
  await reader.keepOutcome('c1');
  expect(held.note?.choice.at).toBe(at);
});

test('without an entry, an answer or a note nothing is chosen again', async () => {
  const { backend, held, reader } = start(over());
  await reader.keepOutcome('c1');
  backend.failure = new Failure('timeout');
  await reader.keepOutcome('c1');
  expect(held.note?.choice.at).toBe(0);
  const none = start(undefined);
  none.backend.known = { ...none.backend.known, isLogged: true };
  await none.reader.keepOutcome('c1');
  expect(none.held.note).toBeUndefined();
});

test('outcomes that could not be read are asked for again, those that were read are not', async () => {
  const { timer, backend, reader } = start(over());
  backend.failure = new Failure('timeout');
  reader.askOutcomes();
  reader.askOutcomes();
  await timer.pass(0);
  backend.failure = null;
  reader.askOutcomes();
  await timer.pass(0);
  reader.askOutcomes();
  expect(backend.asked).toEqual(['outcomes', 'outcomes']);
  expect(reader.outcomes.get().list).toHaveLength(2);
});

test('what a note is empty of', () => {
  const empty = newNote('c1', CLIENT);
  const withPart = (part: Partial<CallNote>): CallNote => ({ ...empty, ...part }) as CallNote;
  expect(isEmpty(empty)).toBe(true);
  expect(isEmpty(withPart({ text: { value: 'x', at: 0, sentAt: 0 } }))).toBe(false);
  expect(isEmpty(withPart({ text: { value: '', at: 5, sentAt: 0 } }))).toBe(false);
  expect(isEmpty(withPart({ choice: { ...empty.choice, at: 5 } }))).toBe(false);
});
