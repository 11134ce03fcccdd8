import type { Call } from '../../../src/domain/calls/Call';
import { Failure } from '../../../src/domain/Failure';
import { newNote } from '../../../src/domain/notes/CallNote';
import { backend, load, look, memory, note, notes, over, report, talk, timer } from './support/notePage';

test('a text is kept at once and sent after a pause, whole and once', async () => {
  report(talk());
  for (const text of ['Ж', 'Жд', 'Ждёт']) {
    notes.type('c1', text);
    expect(memory.kept.get('c1')?.text.value).toBe(text);
    await timer.pass(400);
  }
  expect(backend.changes).toEqual([]);
  await timer.pass(1_000);
  expect(backend.changes).toEqual(['save c1 Ждёт']);
  await timer.pass(60_000);
  expect(backend.changes).toHaveLength(1);
});

test('of a call in which nothing is written nothing is kept; a colleague’s call has no note, but one about a client has', () => {
  report(talk());
  expect(memory.kept.size).toBe(0);
  report(talk({ id: 'c2', direction: 'internal' }), talk({ id: 'c3', consultOf: 'c1' }));
  expect([...notes.notes.get().keys()]).not.toEqual(expect.arrayContaining(['c2']));
  expect([...notes.notes.get().keys()]).not.toEqual(expect.arrayContaining(['c3']));
});

test('who is asked about a client and takes over has the client’s note, in the talk and after it', () => {
  const about = { about: '+79165551212', contact: { id: '7', name: 'Ольга' } } as Call['card'];
  const anna = { ...talk().party, name: 'Анна', number: '101' };
  const asked = talk({ direction: 'internal', party: anna, card: about });
  report(asked);
  expect(note()?.client.title).toBe('Ольга');
  // Between the two the backend has no card.
  report({ ...asked, card: null });
  expect(note()?.client.title).toBe('Ольга');
  const taken = { ...asked, party: talk().party, card: { about: null } as Call['card'] };
  report(taken);
  expect(note()?.client).toMatchObject({ title: 'Ольга', number: '+79165551212' });
  report({
    ...over(),
    direction: 'internal',
    party: { ...talk().party, name: 'Ольга Ёлкина', contactId: '7' },
  });
  expect(note()).toMatchObject({ phase: 'over', client: { title: 'Ольга Ёлкина' } });
});

test('while the backend is not reached it is tried again after growing pauses, and once more after a reload', async () => {
  backend.failure = new Failure('unreachable');
  report(talk());
  notes.type('c1', 'Ждёт');
  const times: number[] = [];
  const start = timer.now();
  for (let second = 0; second < 70; second += 1) {
    const before = backend.changes.length;
    await timer.pass(1_000);
    if (backend.changes.length > before) times.push((timer.now() - start) / 1_000);
  }
  expect(times).toEqual([1, 3, 7, 15, 30, 60]);
  expect(note()?.trouble).toEqual({ kind: 'away' });
  backend.failure = null;
  await load();
  report(talk());
  await timer.pass(1_000);
  expect(backend.changes.at(-1)).toBe('save c1 Ждёт');
  expect(note()?.text.value).toBe('Ждёт');
  await timer.pass(60_000);
  expect(backend.changes).toHaveLength(7);
});

test('what the backend refuses is not sent again until it is changed', async () => {
  backend.failure = new Failure('refused', 'NotSupported');
  report(talk());
  notes.choose('c1', { outcomeId: 'sold' });
  await timer.pass(100_000);
  expect(backend.changes).toHaveLength(1);
  expect(note()?.trouble).toEqual({ kind: 'refused', part: 'choice', reason: 'NotSupported' });
  backend.failure = null;
  notes.choose('c1', { outcomeId: 'call-back' });
  await timer.pass(1_000);
  expect(backend.changes.at(-1)).toBe('choose c1 call-back - -');
});

test('a call that is live and not known yet to a restarted backend is tried again', async () => {
  backend.failure = new Failure('refused', 'NoActiveCall');
  report(talk());
  notes.type('c1', 'Ждёт');
  await timer.pass(1_000);
  expect(note()?.trouble).toEqual({ kind: 'away' });
  backend.failure = null;
  await timer.pass(2_000);
  expect(note()?.trouble).toBeNull();
});

test('a text that another computer has overtaken is read and sent again', async () => {
  report(talk());
  notes.type('c1', 'отсюда');
  backend.failure = new Failure('refused', 'WrongPhase');
  backend.known = { ...backend.known, text: { value: 'оттуда', at: timer.now() - 100 } };
  const { read } = backend;
  backend.read = (callId) => {
    backend.failure = null;
    return read.call(backend, callId);
  };
  await timer.pass(1_000);
  expect(note()).toMatchObject({ text: { value: 'отсюда' }, rival: 'оттуда' });
  await timer.pass(3_000);
  expect(backend.known.text.value).toBe('отсюда');
});

test('what another tab of the browser types is shown here, and goes with it', () => {
  report(talk());
  const typed = {
    ...newNote('c1', { title: 'Ольга', via: 'sales', leads: [] }),
    text: { value: 'там', at: timer.now() + 5, sentAt: 0 },
  };
  memory.change('c1', typed);
  expect(note()?.text.value).toBe('там');
  report(over());
  memory.change('c1', { ...typed, text: { ...typed.text, sentAt: typed.text.at } });
  memory.change('c1', null);
  expect(note()).toBeUndefined();
});

test('what the backend says of a note is read when the status says that it has changed, by a page that is looked at', async () => {
  const reads = (): number => backend.asked.filter((one) => one === 'read c1').length;
  report(talk());
  await timer.pass(0);
  report(talk());
  expect(reads()).toBe(1);
  backend.known = { ...backend.known, others: [{ name: 'Борис', text: 'Ждёт', at: timer.now() }] };
  report(talk({ note: 'b' }));
  await timer.pass(0);
  expect([reads(), note()?.others]).toEqual([2, backend.known.others]);
  look(false);
  report(talk({ note: 'c' }));
  await timer.pass(60_000);
  expect(reads()).toBe(2);
  look(true);
  report(talk({ note: 'c' }));
  expect(reads()).toBe(3);
});

test('a backend that takes no note of the call is asked for none', () => {
  report(talk({ note: undefined }));
  expect(note()).toBeUndefined();
});
