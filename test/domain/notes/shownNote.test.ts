import type { Call } from '../../../src/domain/calls/Call';
import { newNote, type CallNote } from '../../../src/domain/notes/CallNote';
import { isOutcomeMissing, outcomesFor, type Outcomes } from '../../../src/domain/notes/Outcomes';
import { shownNote } from '../../../src/domain/notes/shownNote';
import { taskTimes } from '../../../src/domain/notes/taskTimes';

const client = (via: string | null = null): CallNote['client'] => ({ title: 'Ольга', via, leads: [] });
const live = (id: string): CallNote => newNote(id, client());
const over = (id: string, endedAt: number): CallNote => ({
  ...newNote(id, client()),
  phase: 'over',
  end: null,
  talkSeconds: 1,
  endedAt,
  waitsUntil: null,
  moreMinutes: 0,
  isWanted: false,
  isAsked: false,
});
const call = (id: string, phase: Call['phase'], consultOf: string | null = null): Call =>
  ({ id, phase, consultOf }) as Call;

/** Ids of the note that is shown, and of those that have a line. */
function view(
  notes: readonly CallNote[],
  focused: Call | null,
  wantedId: string | null = null,
): (string | undefined)[] {
  const { note, lines } = shownNote(notes, focused ? [focused] : [], focused, wantedId);
  return [note?.callId, ...lines.map(({ callId }) => callId)];
}

test('the note of the call in focus comes first, that of the call on hold while a colleague is asked', () => {
  expect(view([over('a', 1), live('b')], call('b', 'talking'))).toEqual(['b', 'a']);
  expect(view([live('b')], call('x', 'talking', 'b'))).toEqual(['b']);
});

test('a call that rings puts the note of the last one on a line; without a call the last one is shown', () => {
  expect(view([over('a', 1), over('b', 2)], call('r', 'ringing'))).toEqual([undefined, 'b', 'a']);
  expect(view([over('a', 1), over('b', 2)], null)).toEqual(['b', 'a']);
});

test('while a call is dialled its note is not there, and that of the last one has a line', () => {
  expect(view([live('d')], call('d', 'dialing'))).toEqual([undefined]);
  expect(view([over('a', 1), live('d')], call('d', 'dialing'))).toEqual([undefined, 'a']);
});

test('one that is opened is shown, and a line leads to that of the talk', () => {
  expect(view([over('a', 1), live('b')], call('b', 'talking'), 'a')).toEqual(['a', 'b']);
  expect(view([over('a', 1)], null, 'gone')).toEqual(['a']);
});

const outcomes: Outcomes = {
  required: ['sales'],
  list: [
    { id: 'sold', text: 'Sold', lines: null, task: null },
    { id: 'queue', text: 'Queue', lines: ['sales'], task: null },
  ],
};

test('the outcomes of a call are those of its line, or those that the backend offers', () => {
  const ids = (via: string | null, offered: readonly string[] | null = null): string[] =>
    outcomesFor(outcomes, { client: client(via), offered }).map(({ id }) => id);
  expect([ids(null), ids('other'), ids('sales'), ids(null, ['queue'])]).toEqual([
    ['sold'],
    ['sold'],
    ['sold', 'queue'],
    ['queue'],
  ]);
});

test('an outcome is wanted of calls to the lines that the company names, and as the backend says afterwards', () => {
  const note = newNote('a', client('sales'));
  expect(isOutcomeMissing(outcomes, note)).toBe(true);
  expect(isOutcomeMissing({ ...outcomes, required: 'never' }, note)).toBe(false);
  expect(isOutcomeMissing({ ...outcomes, required: 'always' }, newNote('a', client()))).toBe(true);
  expect(isOutcomeMissing({ required: 'always', list: [] }, note)).toBe(false);
  const chosen = { ...note.choice, value: { ...note.choice.value, outcomeId: 'sold' } };
  expect(isOutcomeMissing(outcomes, { ...note, choice: chosen })).toBe(false);
  expect(isOutcomeMissing(outcomes, { ...over('a', 1), client: client('sales') })).toBe(false);
});

test('times of a next task: that of the outcome first, this evening only while there is some of the day left', () => {
  const at = (hour: number): number => new Date(2026, 10, 30, hour, 30).getTime();
  const kinds = (hour: number, inMinutes: number | null): string[] =>
    taskTimes(at(hour), inMinutes).map(({ kind }) => kind);
  expect(kinds(12, null)).toEqual(['hour', 'evening', 'morning']);
  expect(kinds(12, 120)).toEqual(['default', 'hour', 'evening', 'morning']);
  expect(kinds(17, 60)).toEqual(['default', 'morning']);
  expect(taskTimes(at(12), null).at(-1)?.dueAt).toBe(new Date(2026, 11, 1, 10).getTime());
});
