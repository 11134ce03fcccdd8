import {
  newNote,
  type CallNote,
  type NoteErrand,
  type NotePolicy,
} from '../../../../server/crm/callNotes/CallNote';
import { changeNote, type NoteEvent } from '../../../../server/crm/callNotes/changeNote';
import { notePolicyOf } from '../../../../server/crm/callNotes/notePolicyOf';
import type { OutcomeSettings } from '../../../../server/crm/callNotes/outcomeSettings';
import type { CallRecord } from '../../../../server/calls/CallRecord';

const START = 1_763_700_000_000;
const texts = { ru: 'Перезвонить', en: 'Перезвонить', es: 'Перезвонить', pt: 'Перезвонить' };
const sold = { id: 'sold', text: texts };
const callBack = { id: 'call-back', text: texts, task: { text: texts, inMinutes: 60 } };
const of = (list: OutcomeSettings['list']): NotePolicy =>
  notePolicyOf({ waitSeconds: 120, required: 'never', list });
const PROMISES = of([sold, { ...callBack, callBack: true }]);

const record: CallRecord = {
  ...{ id: '1763700000.1', direction: 'inbound', number: '+79101234567', via: 'sales', outcome: 'answered' },
  ...{ extension: '101', extensions: ['101'], recording: null },
  ...{ startedAt: START - 60_000, answeredAt: START - 50_000, endedAt: START },
};
const task = { text: 'Перезвонить', dueAt: START + 3_600_000 };
const promise = { call: record.id, by: '101', dueAt: task.dueAt };

const ended: NoteEvent = { type: 'ended', record, now: START };
const chosen = (at: number, more: object = {}): NoteEvent => {
  const choice = { outcomeId: 'call-back', leadId: null, task, by: '101', at, ...more };
  return { type: 'chosen', choice, now: at };
};

/** What a note of these events says, in its order. */
function errandsOf(events: readonly NoteEvent[], policy = PROMISES): readonly NoteErrand[] {
  let note: CallNote | null = newNote(record.id, START);
  return events.flatMap((event) => {
    const changed = changeNote(note ?? newNote(record.id, START), event, policy);
    note = changed.note;
    return changed.errands;
  });
}

const typesOf = (...of: Parameters<typeof errandsOf>): string[] => errandsOf(...of).map(({ type }) => type);

test('an outcome promises a call-back from when it was chosen, at the earliest from the end of the call', () => {
  expect(errandsOf([ended, chosen(START + 30_000)])).toMatchObject([
    { type: 'promised', promise: { ...promise, promisedAt: START + 30_000 } },
    { type: 'entry' },
    { type: 'task' },
  ]);
  expect(errandsOf([chosen(START - 5_000), ended])[0]).toEqual({
    type: 'promised',
    promise: { ...promise, promisedAt: START },
  });
});

test('it promises it once, whatever is typed and however often it is sent', () => {
  const typed: NoteEvent = {
    ...{ type: 'written', extension: '101', now: START + 60_000 },
    part: { text: 'Ждёт', at: START + 60_000, writer: null },
  };
  const again = chosen(START + 30_000);
  expect(typesOf([ended, again, again, typed])).toEqual(['promised', 'entry', 'task']);
});

test.each([
  ['another outcome', 'sold'],
  ['none', null],
])('%s withdraws the promise', (_name, outcomeId) => {
  const other = chosen(START + 40_000, { outcomeId, by: '102' });
  expect(errandsOf([ended, chosen(START + 30_000), other])).toContainEqual({ type: 'withdrawn', by: '102' });
});

test('nothing is promised without a task, and where the settings do not say so', () => {
  expect(typesOf([ended, chosen(START + 30_000, { task: null })])).toEqual(['entry']);
  expect(typesOf([ended, chosen(START + 30_000)], of([sold, callBack]))).toEqual(['entry', 'task']);
  expect(notePolicyOf(undefined)).toEqual({ waitMs: null });
});
