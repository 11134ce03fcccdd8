/** @jest-environment ./test/support/jsdomEnvironment.js */
import { newNote, type CallNote } from '../../../src/domain/notes/CallNote';
import { changeNote } from '../../../src/domain/notes/changeNote';
import { StoredNotes } from '../../../src/infrastructure/notes/StoredNotes';
import { Scope } from '../../../src/system/Scope';

const OWNER = 'account:1:server';
let scope: Scope;

beforeEach(() => {
  localStorage.clear();
  scope = new Scope();
});

afterEach(() => {
  scope.close();
});

const stored = (owner = OWNER, storage = (): Storage => localStorage): StoredNotes =>
  new StoredNotes(window, storage, owner, scope);

/** A text that was typed so many hours ago, sent or not. */
function note(callId: string, hours = 0, isSent = false): CallNote {
  const at = scope.now() - hours * 3_600_000;
  return {
    ...newNote(callId, { title: 'Ольга', via: null, leads: [] }),
    text: { value: 'Ждёт', at, sentAt: isSent ? at : 0 },
  };
}

test('a note is there after a reload, for its user and backend alone', () => {
  stored().put(note('c1'));
  expect(stored().all()).toEqual(
    [note('c1')].map((one) => ({ ...one, text: expect.objectContaining({ value: 'Ждёт' }) as object })),
  );
  expect(stored('account:2:server').all()).toEqual([]);
  stored().remove('c1');
  expect(stored().all()).toEqual([]);
});

test('those that are too old go, and what is no note of ours', () => {
  const notes = stored();
  notes.put(note('old', 73));
  notes.put(note('new', 71));
  localStorage.setItem(`asteriskng.note:${OWNER}:broken`, '{"phase":"live"}');
  localStorage.setItem(`asteriskng.note:${OWNER}:text`, 'no JSON');
  localStorage.setItem(`asteriskng.note:${OWNER}:other`, JSON.stringify(note('c7')));
  localStorage.setItem('foreign', 'x');
  expect(notes.all().map(({ callId }) => callId)).toEqual(['new']);
  expect([...Array(localStorage.length).keys()].map((index) => localStorage.key(index))).toEqual([
    `asteriskng.note:${OWNER}:new`,
    'foreign',
  ]);
});

test('of too many those that are with the backend go first, then the oldest', () => {
  const notes = stored();
  for (let hours = 0; hours < 30; hours += 1) notes.put(note(`sent${hours}`, hours, true));
  for (let hours = 0; hours < 15; hours += 1) notes.put(note(`unsent${hours}`, hours));
  const ids = notes.all().map(({ callId }) => callId);
  expect(ids).toHaveLength(40);
  expect(ids.filter((id) => id.startsWith('unsent'))).toHaveLength(15);
  expect(ids).not.toContain('sent29');
});

test('a change of another tab is heard, also a removal', () => {
  const heard: unknown[] = [];
  stored().onChange((callId, one) => heard.push([callId, one?.text.value]));
  const change = (key: string, newValue: string | null): void =>
    void window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
  change(`asteriskng.note:${OWNER}:c1`, JSON.stringify(note('c1')));
  change(`asteriskng.note:${OWNER}:c1`, 'broken');
  change('asteriskng.note:someone:c1', JSON.stringify(note('c1')));
  change(`asteriskng.note:${OWNER}:c1`, null);
  expect(heard).toEqual([
    ['c1', 'Ждёт'],
    ['c1', undefined],
  ]);
});

test('where storage is forbidden nothing fails, and the browser has a name all the same', () => {
  const notes = stored(OWNER, () => {
    throw new DOMException('forbidden', 'SecurityError');
  });
  notes.put(note('c1'));
  notes.remove('c1');
  expect(notes.all()).toEqual([]);
  expect(notes.writer()).toMatch(/^[a-z0-9]{8,64}$/);
});

test('the name of the browser stays', () => {
  expect(stored().writer()).toBe(stored('other').writer());
});

test('of an ended call it is kept to whom it went; a note that an earlier version kept says nothing of it', () => {
  const end = { reason: 'transferred', wentTo: { name: 'Борис', isRefused: false } } as const;
  const ended = { type: 'ended', end, talkSeconds: 5, at: scope.now() } as const;
  const over = changeNote(note('c1'), ended) as CallNote;
  stored().put(over);
  const earlier = JSON.stringify({ ...over, callId: 'c2', end: undefined });
  localStorage.setItem(`asteriskng.note:${OWNER}:c2`, earlier);
  const kept = new Map(
    stored()
      .all()
      .map((one) => [one.callId, one]),
  );
  expect([kept.get('c1'), kept.get('c2')]).toEqual([over, { ...over, callId: 'c2', end: null }]);
});
