import fc from 'fast-check';
import type { CallRecord } from '../../../../server/calls/CallRecord';
import {
  KEPT_MS,
  newNote,
  QUIET_MS,
  type CallNote,
  type NoteErrand,
  type NotePolicy,
} from '../../../../server/crm/callNotes/CallNote';
import {
  changeNote,
  contentsOf,
  dueAt,
  mayChoose,
  type NoteEvent,
} from '../../../../server/crm/callNotes/changeNote';

const START = 1_763_700_000_000;
const WAITS: NotePolicy = { waitMs: 120_000 };

const record: CallRecord = {
  id: '1763700000.1',
  direction: 'inbound',
  number: '+79101234567',
  via: 'sales',
  outcome: 'answered',
  extension: '101',
  extensions: ['101'],
  startedAt: START - 60_000,
  answeredAt: START - 50_000,
  endedAt: START,
  recording: null,
};

interface Played {
  readonly note: CallNote | null;
  readonly errands: readonly {
    readonly at: number;
    readonly errand: NoteErrand;
    readonly note: CallNote | null;
  }[];
}

/** Plays the events in their order; between them, and after the last one, the note is looked at whenever it is due. */
function play(events: readonly (readonly [at: number, event: NoteEvent])[], policy = WAITS): Played {
  let note: CallNote | null = newNote(record.id, START);
  const errands: { at: number; errand: NoteErrand; note: CallNote | null }[] = [];
  const apply = (at: number, event: NoteEvent): void => {
    if (note === null) return;
    const changed = changeNote(note, event, policy);
    note = changed.note;
    errands.push(...changed.errands.map((errand) => ({ at, errand, note })));
  };
  const passTo = (until: number): void => {
    for (let rounds = 0; note !== null && dueAt(note) <= until; rounds += 1) {
      if (rounds > 20) throw new Error('it stays due');
      apply(dueAt(note), { type: 'due', now: dueAt(note), isSending: false });
    }
  };
  for (const [at, event] of events) {
    passTo(at - 1);
    apply(at, event);
  }
  passTo(Number.MAX_SAFE_INTEGER);
  return { note, errands };
}

const written = (at: number, text: string, extension = '101', now = at): readonly [number, NoteEvent] => [
  now,
  { type: 'written', extension, part: { text, at, writer: null }, now },
];
const ended = (at: number): readonly [number, NoteEvent] => [at, { type: 'ended', record, now: at }];
const chosen = (at: number, more: object = {}): readonly [number, NoteEvent] => {
  const choice = { outcomeId: 'sold', leadId: null, task: null, by: '101', at, ...more };
  return [at, { type: 'chosen', choice, now: at }];
};
const types = ({ errands }: Played): string[] => errands.map(({ errand }) => errand.type);

test('the entry waits for the outcome, and goes with it at once', () => {
  const played = play([ended(START), chosen(START + 30_000)]);
  expect(played.errands.map(({ at, errand }) => [at - START, errand.type])).toEqual([[30_000, 'entry']]);
  expect(played.errands[0]?.note).toMatchObject({ entry: { outcomeId: 'sold', leadId: null } });
});

test('without an outcome the entry goes when the limit is over, and the outcome that comes later is a note', () => {
  const late = START + 300_000;
  const played = play([ended(START), chosen(late)]);
  expect(played.errands.map(({ at, errand }) => [at, errand.type])).toEqual([
    [START + 120_000, 'entry'],
    [late + QUIET_MS, 'note'],
  ]);
});

test('an outcome that was chosen while the call went on does not wait', () => {
  expect(play([chosen(START - 5_000), ended(START)]).errands).toMatchObject([{ at: START }]);
});

test.each([
  ['a call that nobody answered', { outcome: 'missed', answeredAt: null } as const],
  ['a call without an agent', { extension: null }],
])('%s waits for no outcome', (_name, more) => {
  const event: NoteEvent = { type: 'ended', record: { ...record, ...more }, now: START };
  expect(play([[START, event]]).errands).toMatchObject([{ at: START, errand: { type: 'entry' } }]);
});

test('where no outcomes are configured any more a waiting entry goes at once', () => {
  const { note } = changeNote(newNote(record.id, START), { type: 'ended', record, now: START }, WAITS);
  expect(note?.phase).toBe('waiting');
  const due: NoteEvent = { type: 'due', now: START + 1, isSending: false };
  expect(changeNote(note!, due, { waitMs: null }).errands).toEqual([{ type: 'entry' }]);
});

test('what is written goes once it has been quiet, and again as the next revision when it has changed', () => {
  const again = START + 3_600_000;
  const played = play([
    written(START - 9_000, 'Ждёт сч'),
    written(START - 8_000, 'Ждёт счёт'),
    ended(START),
    chosen(START + 1_000),
    written(again, 'Счёт ушёл'),
    written(again + 5_000, 'Счёт ушёл.'),
  ]);
  expect(played.errands.map(({ at, errand }) => [at, errand])).toEqual([
    [START + 1_000, { type: 'entry' }],
    [START + 1_000 + QUIET_MS, { type: 'note', revision: 1 }],
    [again + 5_000 + QUIET_MS, { type: 'note', revision: 2 }],
  ]);
});

test('what is typed on and on goes each minute, and the last text once it is quiet', () => {
  const typed = Array.from({ length: 20 }, (_, index) =>
    written(START + 2_000 + index * 15_000, `слов: ${index}`),
  );
  const played = play([ended(START), chosen(START + 1_000), ...typed]);
  const notes = played.errands.filter(({ errand }) => errand.type === 'note');
  expect(notes.map(({ at }) => (at - START - 2_000) / 1_000)).toEqual([60, 135, 210, 285]);
  expect(contentsOf(notes.at(-1)!.note!)).toContain('слов: 19');
});

test('a deal can be chosen until the entry goes, and a next task once', () => {
  const task = { text: 'Прислать смету', dueAt: START + 86_400_000 };
  const { errands } = play([ended(START), chosen(START + 1_000, { leadId: 80, task })]);
  expect(errands.map(({ errand }) => errand)).toEqual([{ type: 'entry' }, { type: 'task', task }]);
  const logged = errands[1]!.note!;
  expect(mayChoose(logged, { leadId: 80, task })).toBe(true);
  expect(mayChoose(logged, { leadId: 81, task })).toBe(false);
  expect(mayChoose(logged, { leadId: 80, task: { ...task, text: 'Другое' } })).toBe(false);
});

test('a day after the call it is forgotten', () => {
  const { note, errands } = play([ended(START)]);
  expect([note, errands.length]).toEqual([null, 1]);
  const open = changeNote(newNote(record.id, START), { type: 'ended', record, now: START }, { waitMs: null });
  expect(dueAt(open.note!)).toBe(START + KEPT_MS);
});

const second = fc.integer({ min: 0, max: 600 }).map((seconds) => START - 60_000 + seconds * 1_000);
const text = fc.constantFrom('', 'а', 'б', 'Ждёт счёт', 'в'.repeat(5_000));
const task = fc.constantFrom(null, { text: 'Позвонить', dueAt: START }, { text: 'Другое', dueAt: START + 1 });
const anyEvent = fc.oneof(
  fc
    .record({ at: second, delay: fc.nat(60_000), who: fc.constantFrom('101', '102'), text })
    .map(({ at, delay, who, text: typed }) => written(at, typed, who, at + delay)),
  fc
    .record({
      at: second,
      outcomeId: fc.constantFrom(null, 'sold', 'later'),
      leadId: fc.constantFrom(null, 80),
      task,
    })
    .map(({ at, ...more }) => chosen(at, more)),
  second.map(ended),
);

test('in whatever order things come, the entry and the task go once, revisions count up, and the last one has the last text', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 25 }), second, (events, endAt) => {
      const all = [...events, ended(endAt)].sort((one, other) => one[0] - other[0]);
      const played = play(all);
      expect(types(played).filter((type) => type === 'entry')).toHaveLength(1);
      expect(types(played).indexOf('entry')).toBe(0);
      expect(types(played).filter((type) => type === 'task').length).toBeLessThanOrEqual(1);
      const notes = played.errands.filter(({ errand }) => errand.type === 'note');
      expect(notes.map(({ errand }) => errand.type === 'note' && errand.revision)).toEqual(
        notes.map((_, n) => n + 1),
      );
      const texts: Record<string, { at: number; text: string }> = {};
      for (const [, event] of all) {
        if (event.type !== 'written') continue;
        const { extension, part } = event;
        const cut = Array.from(part.text).slice(0, 4_000).join('');
        const known = texts[extension];
        if (known === undefined || part.at > known.at || (part.at === known.at && cut > known.text))
          texts[extension] = { at: part.at, text: cut };
      }
      const wanted = Object.entries(texts).filter(([, one]) => one.text.trim() !== '');
      const last = notes.at(-1)?.note ?? null;
      if (wanted.length > 0) {
        const written_ = wanted.map(([who, one]) => [who, one.text]).sort();
        expect(JSON.parse(contentsOf(last!))).toMatchObject({ written: written_ });
      }
      expect(played.note).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('texts and choices may come in any order, twice and late: the same note is left', () => {
  const parts = fc.array(fc.record({ at: second, who: fc.constantFrom('101', '102'), text }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(parts, fc.infiniteStream(fc.nat()), (list, random) => {
      const left = (some: typeof list): unknown => {
        let note = newNote(record.id, START);
        for (const { at, who, text: typed } of some)
          note = changeNote(note, written(at, typed, who, START)[1], WAITS).note ?? note;
        return contentsOf(note);
      };
      const shuffled = [...list, ...list]
        .map((one) => ({ one, by: random.next().value as number }))
        .sort((a, b) => a.by - b.by)
        .map(({ one }) => one);
      expect(left(shuffled)).toBe(left(list));
    }),
  );
});
