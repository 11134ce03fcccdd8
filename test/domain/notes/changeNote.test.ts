import fc from 'fast-check';
import { isUnsent, newNote, type CallNote } from '../../../src/domain/notes/CallNote';
import { changeNote, type KnownNote, type NoteEvent } from '../../../src/domain/notes/changeNote';

const T = 1_763_700_000_000;
const client = { title: 'Ольга Ёлкина', via: 'sales', leads: [{ id: '7', name: 'Окна' }] };
const fresh = newNote('c1', client);

const known = (rest: Partial<KnownNote> = {}): KnownNote => ({
  text: { value: '', at: 0 },
  others: [],
  choice: { outcomeId: null, leadId: null, task: null },
  offered: [],
  waitsUntil: null,
  moreMinutes: 0,
  isWanted: false,
  isLogged: false,
  ...rest,
});

const read = (change: Partial<KnownNote>, isFinal = false): NoteEvent => ({
  type: 'read',
  known: known(change),
  isFinal,
});
const typed = (text: string, at: number): NoteEvent => ({ type: 'typed', text, at });
const ended: NoteEvent = {
  type: 'ended',
  end: { reason: 'transferred', wentTo: null },
  talkSeconds: 192,
  at: T + 60_000,
};

function play(events: readonly NoteEvent[], start: CallNote = fresh): CallNote {
  let note: CallNote | null = start;
  for (const event of events) {
    if (note === null) throw new Error('the note is over with');
    note = changeNote(note, event);
  }
  if (note === null) throw new Error('the note is over with');
  return note;
}

test('a text is unsent until the backend has that one; what is typed meanwhile stays unsent', () => {
  const note = play([typed('a', T), typed('ab', T + 1), { type: 'accepted', part: 'text', at: T }]);
  expect(isUnsent(note.text)).toBe(true);
  expect(isUnsent(play([{ type: 'accepted', part: 'text', at: T + 1 }], note).text)).toBe(false);
});

test('a text typed after the clock was set back counts as later', () => {
  expect(play([typed('a', T), typed('b', T - 5_000)]).text).toMatchObject({ value: 'b', at: T + 1 });
});

test('a newer text of another computer replaces the one here when nothing unsent was typed', () => {
  const note = play([
    typed('a', T),
    { type: 'accepted', part: 'text', at: T },
    read({ text: { value: 'b', at: T + 9 } }),
  ]);
  expect(note).toMatchObject({ text: { value: 'b', at: T + 9, sentAt: T + 9 }, rival: '' });
});

test.each([
  ['typed here later: it stays, and the other one is shown', T + 20, 'mine', 'theirs', true],
  ['typed there later: that one comes, and the one here is shown', T + 5, 'theirs', 'mine', false],
])('of two texts, the one here unsent: %s', (_, at, value, rival, isLeft) => {
  const note = play([typed('mine', at), read({ text: { value: 'theirs', at: T + 10 } })]);
  expect([note.text.value, note.rival, isUnsent(note.text)]).toEqual([value, rival, isLeft]);
});

test('the own text, read before the answer to its saving, is no news', () => {
  const note = play([typed('a', T), read({ text: { value: 'a', at: T } })]);
  expect([note.rival, isUnsent(note.text)]).toEqual(['', false]);
  const older = play([
    typed('a', T),
    { type: 'accepted', part: 'text', at: T },
    typed('ab', T + 5),
    read({ text: { value: 'a', at: T } }),
  ]);
  expect([older.text.value, older.rival, isUnsent(older.text)]).toEqual(['ab', '', true]);
});

test('a choice that is on its way is not overwritten by what is read; after that it is', () => {
  const chosen = play([{ type: 'chosen', change: { outcomeId: 'sold' }, at: T }, read({})]);
  expect(chosen.choice.value.outcomeId).toBe('sold');
  const choice = { outcomeId: 'refused', leadId: '7', task: null };
  expect(play([{ type: 'accepted', part: 'choice', at: T }, read({ choice })], chosen).choice.value).toEqual(
    choice,
  );
});

test('how long the entry waits is known once the backend says so, or a while after the end', () => {
  expect(play([ended, read({})])).toMatchObject({ phase: 'over', waitsUntil: 'unknown' });
  expect(play([ended, read({}, true)])).toMatchObject({ waitsUntil: null });
  expect(play([ended, read({ waitsUntil: T + 9 })])).toMatchObject({ waitsUntil: T + 9 });
  expect(play([ended, read({ isLogged: true })])).toMatchObject({ waitsUntil: null, isLogged: true });
});

test('a closed note is gone once all of it is with the backend', () => {
  const done = play([typed('a', T), ended, { type: 'closed' }]);
  expect(done.phase).toBe('done');
  expect(changeNote(done, { type: 'accepted', part: 'text', at: T })).toBeNull();
  expect(changeNote(play([ended]), { type: 'closed' })).toBeNull();
});

test('what is asked for is asked no more once the agent chooses', () => {
  const asked = play([ended, { type: 'asked' }]);
  expect(asked).toMatchObject({ isAsked: true });
  expect(play([{ type: 'chosen', change: { outcomeId: 'sold' }, at: T }], asked)).toMatchObject({
    isAsked: false,
  });
});

test('deals that were known stay when the card of the call is gone', () => {
  expect(play([{ type: 'shown', client: { ...client, leads: [] } }])).toBe(fresh);
});

test('a refusal stands until something is changed; of an unreached backend nothing is lost', () => {
  const refused = play([typed('a', T), { type: 'failed', part: 'text', refusal: 'NotSupported' }]);
  expect(refused.trouble).toEqual({ kind: 'refused', part: 'text', reason: 'NotSupported' });
  expect(play([typed('ab', T + 1)], refused).trouble).toBeNull();
  const away = play([typed('a', T), { type: 'failed', part: 'text', refusal: null }]);
  expect([away.trouble, isUnsent(away.text)]).toEqual([{ kind: 'away' }, true]);
});

test('two tabs that hear each other agree, whatever is typed, sent and read in whatever order', () => {
  const step = fc.record({
    tab: fc.constantFrom(0, 1),
    what: fc.constantFrom('type', 'send', 'hear', 'end'),
    ms: fc.nat(50),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const tabs: [CallNote, CallNote] = [fresh, fresh];
      let now = T;
      let last = '';
      for (const { tab, what, ms } of steps) {
        now += ms + 1;
        const note = tabs[tab];
        const other = tabs[1 - tab]!;
        const event: NoteEvent =
          what === 'type'
            ? typed((last = `${now}`), now)
            : what === 'send'
              ? { type: 'accepted', part: 'text', at: note.text.at }
              : what === 'hear'
                ? { type: 'heard', note: other }
                : ended;
        tabs[tab] = changeNote(note, event) ?? note;
      }
      const [one, two] = tabs;
      const both = [
        changeNote(one, { type: 'heard', note: two }),
        changeNote(two, { type: 'heard', note: one }),
      ];
      expect(both.map((note) => note?.text.value)).toEqual([last, last]);
      expect(both[0]?.phase).toBe(both[1]?.phase);
    }),
  );
});

test('nothing that was typed on two computers disappears unseen', () => {
  const step = fc.record({
    computer: fc.constantFrom(0, 1),
    what: fc.constantFrom('type', 'send', 'read'),
    ms: fc.nat(20),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const notes: [CallNote, CallNote] = [fresh, fresh];
      let there = { value: '', at: 0 };
      let now = T;
      for (const { computer, what, ms } of steps) {
        now += ms + 1;
        const note = notes[computer];
        const before = note.text;
        if (what === 'type') notes[computer] = play([typed(`${computer}:${now}`, now)], note);
        else if (what === 'read') {
          const after = play([read({ text: there })], note);
          // What was unsent is in the field or above it.
          if (isUnsent(before)) expect([after.text.value, after.rival]).toContain(before.value);
          if (there.at > before.sentAt && there.at > 0)
            expect([after.text.value, after.rival]).toContain(there.value);
          notes[computer] = after;
        } else if (isUnsent(note.text) && (there.at === note.text.sentAt || there.at === 0)) {
          there = { value: note.text.value, at: note.text.at };
          notes[computer] = play([{ type: 'accepted', part: 'text', at: note.text.at }], note);
        }
      }
    }),
  );
});

test('to whom the call went may be known only after it; that it is gone from the report takes nothing away', () => {
  const over = play([ended, read({ waitsUntil: T + 90_000 })]);
  const wentTo = { name: 'Борис', isRefused: true };
  const refused = play([{ ...ended, end: { reason: 'transferred', wentTo }, at: T + 70_000 }], over);
  expect(refused).toEqual({ ...over, end: { reason: 'transferred', wentTo } });
  const gone: NoteEvent = { type: 'ended', end: null, talkSeconds: null, at: T + 80_000 };
  expect(changeNote(refused, gone)).toBe(refused);
  expect(changeNote(over, ended)).toBe(over);
});
