import { Failure } from '../../../src/domain/Failure';
import type { Call } from '../../../src/domain/calls/Call';
import type { CallEnd } from '../../../src/domain/calls/CallEnd';
import { emptyBoard } from '../../../src/domain/calls/CallBoard';
import { newNote } from '../../../src/domain/notes/CallNote';
import { backend, board, load, memory, note, notes, over, report, talk, timer } from './support/notePage';

test('after the call a choice waits for "Done", since the entry goes with it', async () => {
  report(talk());
  report(over());
  const until = timer.now() + 60_000;
  backend.known = { ...backend.known, waitsUntil: until };
  notes.choose('c1', { outcomeId: 'sold', leadId: '7' });
  await timer.pass(5_000);
  expect(backend.changes).toEqual([]);
  expect(note()).toMatchObject({ phase: 'over', talkSeconds: 192, waitsUntil: until });
  notes.choose('c1', { task: { text: 'Счёт', dueAt: until } });
  expect(notes.finish('c1')).toBe(true);
  await timer.pass(0);
  expect(backend.changes).toEqual(['choose c1 sold 7 Счёт']);
  expect([note(), memory.kept.size]).toEqual([undefined, 0]);
});

test('without "Done" it goes before the entry does without it; a minute more is waited for', async () => {
  report(talk());
  report(over());
  backend.known = { ...backend.known, waitsUntil: timer.now() + 20_000 };
  notes.choose('c1', { outcomeId: 'sold' });
  await timer.pass(1_000);
  backend.known = { ...backend.known, waitsUntil: timer.now() + 79_000 };
  notes.waitLonger('c1');
  await timer.pass(40_000);
  expect(backend.changes).toEqual(['extend c1 1']);
  await timer.pass(38_000);
  expect(backend.changes).toEqual(['extend c1 1', 'choose c1 sold - -']);
});

test('an outcome that is wanted is asked for; one who has handed the client over is not asked', async () => {
  report(talk());
  report(over());
  backend.known = { ...backend.known, waitsUntil: timer.now() + 20_000, isWanted: true };
  await timer.pass(1_000);
  expect(notes.finish('c1')).toBe(false);
  expect(note()).toMatchObject({ isAsked: true });
  await timer.pass(600_000);
  notes.passTime(() => false);
  expect(note()).toBeDefined();
  backend.known = { ...backend.known, isWanted: false };
  notes.look('c1');
  await timer.pass(0);
  expect(notes.finish('c1')).toBe(true);
});

test('a note that needs nothing more goes by itself, but not from under the agent', async () => {
  report(talk());
  notes.type('c1', 'Ждёт');
  report(over());
  backend.known = { ...backend.known, waitsUntil: timer.now() + 30_000 };
  await timer.pass(29_000);
  notes.passTime(() => false);
  expect(note()).toBeDefined();
  await timer.pass(2_000);
  notes.passTime((callId) => callId === 'c1');
  expect(note()).toBeDefined();
  notes.passTime(() => false);
  expect(note()).toBeUndefined();
});

test('a call that ended while no page was open is over, with its text; one whose outcome is asked for comes from the backend', async () => {
  report(talk());
  notes.type('c1', 'Ждёт');
  backend.openNotes = [
    {
      ...newNote('c9', { title: 'Пётр', via: null, leads: [] }),
      phase: 'over',
      end: null,
      talkSeconds: 5,
      endedAt: timer.now(),
      waitsUntil: null,
      moreMinutes: 0,
      isWanted: true,
      isAsked: false,
    },
  ];
  board.set(emptyBoard);
  await load();
  report();
  expect(note()).toMatchObject({ phase: 'over', talkSeconds: null, text: { value: 'Ждёт' } });
  expect(notes.notes.get().get('c9')).toMatchObject({ phase: 'over', client: { title: 'Пётр' } });
});

test('a choice that comes too late for its deal keeps its outcome, with the deal that the entry has', async () => {
  report(talk());
  report(over());
  backend.known = { ...backend.known, isLogged: true };
  await timer.pass(1_000);
  backend.failure = new Failure('refused', 'WrongPhase');
  backend.known = { ...backend.known, choice: { outcomeId: null, leadId: '8', task: null } };
  const { read } = backend;
  backend.read = (callId) => {
    backend.failure = null;
    return read.call(backend, callId);
  };
  notes.choose('c1', { outcomeId: 'sold', leadId: '7' });
  await timer.pass(10_000);
  expect(backend.changes).toEqual(['choose c1 sold 7 -', 'choose c1 sold 8 -']);
});

test('a call that a restarted backend reports again goes on', () => {
  report(talk());
  notes.type('c1', 'Ждёт');
  report();
  expect(note()?.phase).toBe('over');
  report(talk());
  expect(note()).toMatchObject({ phase: 'live', text: { value: 'Ждёт' } });
});

test('the note keeps to whom the call went, also when that is reported after the end, and asks no more often for it', async () => {
  report(talk());
  const handedOver = (wentTo: CallEnd['wentTo']): Call =>
    ({ ...over(), reason: 'transferred', wentTo }) as Call;
  report(handedOver(null));
  await timer.pass(20_000);
  const asked = backend.asked.length;
  const wentTo = { name: 'Борис', isRefused: true };
  report(handedOver(wentTo));
  await timer.pass(20_000);
  expect(note()).toMatchObject({ end: { reason: 'transferred', wentTo }, talkSeconds: 192 });
  expect(backend.asked).toHaveLength(asked);
});

test('an outgoing call without an answer has a note once it is over; one that rings here, and one to a colleague, have none', async () => {
  const dialled = { phase: 'dialing', direction: 'outbound' } as const;
  report(talk(dialled));
  const unanswered = { ...over(), direction: 'outbound', reason: 'noAnswer', answeredAt: null } as Call;
  report(unanswered);
  backend.known = { ...backend.known, waitsUntil: timer.now() + 60_000 };
  await timer.pass(1_000);
  expect(note()).toMatchObject({ phase: 'over', end: { reason: 'noAnswer' }, talkSeconds: null });
  notes.choose('c1', { outcomeId: 'call-back' });
  expect(notes.finish('c1')).toBe(true);
  await timer.pass(0);
  expect(backend.changes).toEqual(['choose c1 call-back - -']);
  // It is not offered again while the status still has the call.
  report(unanswered);
  expect(note()).toBeUndefined();
  report(talk({ id: 'c2', phase: 'ringing' }), talk({ ...dialled, id: 'c3', direction: 'internal' }));
  report(talk({ ...dialled, id: 'c4', consultOf: 'c9' }));
  expect(notes.notes.get().size).toBe(0);
});
