import fc from 'fast-check';
import {
  changeMissedClient,
  TAKEN_MS,
  type MissedClientEvent,
} from '../../../server/missedClients/changeMissedClient';
import { isWaitingFor } from '../../../server/missedClients/isWaitingFor';
import type { MissedClient } from '../../../server/missedClients/MissedClient';
import { tasksOver } from '../../../server/missedClients/tasksOver';

const KEY = '+79101234567';
const NUMBER = '89101234567';
const DUE = 5_000;

const missed = (id: string, startedAt: number, endedAt = startedAt + 10): MissedClientEvent => ({
  ...{ type: 'missed', id, key: KEY, number: NUMBER, line: 'sales', rung: ['101'] },
  ...{ startedAt, endedAt },
});

const promised = (call: string, promisedAt: number, by = '101', dueAt = DUE): MissedClientEvent => ({
  ...{ type: 'promised', key: KEY, number: NUMBER, line: 'sales' },
  promise: { call, by, dueAt, promisedAt },
});

const talked = (at: number, by = '102'): MissedClientEvent => ({ type: 'talked', by, at });
const withdrawn = (call: string): MissedClientEvent => ({ type: 'withdrawn', call, by: '101' });
const taskMade = (id: number, call: string, kind: 'missed' | 'promised'): MissedClientEvent => ({
  type: 'taskMade',
  task: { id, call, kind },
});

const after = (...events: readonly MissedClientEvent[]): MissedClient | null =>
  events.reduce<MissedClient | null>(changeMissedClient, null);

/** Ids of the tasks that are to be completed by the last of the events. */
function over(...events: readonly MissedClientEvent[]): readonly number[] {
  const before = after(...events.slice(0, -1));
  const last = events.at(-1) ?? withdrawn('');
  return tasksOver(before, last, changeMissedClient(before, last)).map(({ id }) => id);
}

test('a promised call-back is a line with its time and whose it is, without a call in vain', () => {
  expect(after(promised('x', 100))).toMatchObject({
    ...{ phase: 'waiting', id: 'x', number: NUMBER, count: 0, firstAt: 100, lastAt: 100, rung: [] },
    promises: [{ call: 'x', by: '101', dueAt: DUE }],
  });
});

test('of a client who has called in vain it is in the same line', () => {
  expect(after(missed('a', 100), promised('x', 200))).toMatchObject({
    ...{ id: 'a', count: 1, firstAt: 100 },
    promises: [{ call: 'x' }],
  });
  expect(after(promised('x', 50), missed('a', 100))).toMatchObject({
    ...{ id: 'a', count: 1, firstAt: 100, lastAt: 100, rung: ['101'], calls: ['a'] },
    promises: [{ call: 'x' }],
  });
});

test('a record of before the promise that comes late counts no call', () => {
  const line = after(promised('x', 100));
  expect(changeMissedClient(line, missed('late', 20))).toBe(line);
});

test('the talk in which it was promised closes the calls in vain, and not the promise, in either order', () => {
  const own = talked(190, '101');
  for (const line of [
    after(missed('a', 100), own, promised('x', 200)),
    after(missed('a', 100), promised('x', 200), own),
  ])
    expect(line).toMatchObject({ phase: 'waiting', count: 0, promises: [{ call: 'x' }] });
});

test('the next talk closes it, no matter who talks, and what is not later than the talk promises nothing again', () => {
  const line = after(promised('x', 100), talked(300));
  expect(line).toMatchObject({ phase: 'talked', by: '102', promises: [], tasks: [] });
  expect(changeMissedClient(line, promised('x', 100))).toBe(line);
  expect(changeMissedClient(line, promised('y', 400))).toMatchObject({ phase: 'waiting', id: 'y', count: 0 });
});

test('a talk that is recorded late closes the promise before it, and not the call in vain after it', () => {
  expect(after(promised('x', 100), missed('a', 300), talked(200))).toMatchObject({
    ...{ phase: 'waiting', count: 1, promises: [] },
  });
});

test('another outcome takes it back: the line goes, and stays where the client has called in vain', () => {
  expect(after(promised('x', 100), withdrawn('x'))).toBeNull();
  expect(after(missed('a', 50), promised('x', 100), withdrawn('x'))).toMatchObject({
    count: 1,
    promises: [],
  });
  expect(after(promised('x', 100), withdrawn('y'))).toMatchObject({ promises: [{ call: 'x' }] });
});

test('who promises again of the same call changes the promise; of two calls both stand until the talk', () => {
  expect(after(promised('x', 100), promised('x', 150, '102', 9_000))?.promises).toEqual([
    { call: 'x', by: '102', dueAt: 9_000, promisedAt: 150 },
  ]);
  const both = after(promised('x', 100), promised('y', 150));
  expect(both?.promises.map(({ call }) => call)).toEqual(['x', 'y']);
  expect(both && changeMissedClient(both, talked(200))?.phase).toBe('talked');
});

test('it is taken, given back and tried in vain as other lines are', () => {
  const taken = after(promised('x', 100), { type: 'taken', by: '103', at: 200 });
  expect(taken).toMatchObject({ phase: 'taken', by: '103' });
  expect(changeMissedClient(taken, { type: 'attempted', by: '103', at: 250 })).toMatchObject({
    ...{ phase: 'waiting', attempts: { count: 1 }, promises: [{ call: 'x' }] },
  });
  expect(changeMissedClient(taken, { type: 'passed', now: 200 + TAKEN_MS, keptSince: 0 })).toMatchObject({
    phase: 'waiting',
    promises: [{ call: 'x' }],
  });
  // The call in which it was promised is no call-back.
  expect(after(promised('x', 100), { type: 'attempted', by: '101', at: 100 })?.attempts).toBeNull();
});

test('a promise is kept as long after its time as a call in vain', () => {
  const line = after(promised('x', 100));
  expect(changeMissedClient(line, { type: 'passed', now: DUE, keptSince: DUE })).toBe(line);
  expect(changeMissedClient(line, { type: 'passed', now: DUE + 1, keptSince: DUE + 1 })).toBeNull();
});

test('the talk completes the tasks of the calls in vain and of the promise, once', () => {
  const line = [
    missed('a', 100),
    taskMade(7, 'a', 'missed'),
    promised('x', 200),
    taskMade(8, 'x', 'promised'),
  ];
  expect(over(...line, talked(300))).toEqual([7, 8]);
  expect(over(...line, talked(300), talked(400))).toEqual([]);
  expect(over(...line, { type: 'passed', now: 1e9, keptSince: 1e9 })).toEqual([]);
  // The talk in which it was promised.
  expect(over(...line, talked(190))).toEqual([7]);
  expect(over(...line, withdrawn('x'))).toEqual([8]);
});

test('a task that is found again is one task', () => {
  const line = after(missed('a', 100), taskMade(7, 'a', 'missed'));
  expect(changeMissedClient(line, taskMade(7, 'b', 'missed'))).toBe(line);
});

test('a task is wanted of a call that waits, and of no other', () => {
  const line = after(missed('a', 100), promised('x', 200));
  expect(isWaitingFor(line, { kind: 'missed', call: 'a', endedAt: 110 })).toBe(true);
  expect(isWaitingFor(line, { kind: 'missed', call: 'before', endedAt: 50 })).toBe(false);
  expect(isWaitingFor(line, { kind: 'promised', call: 'x' })).toBe(true);
  expect(isWaitingFor(line, { kind: 'promised', call: 'y' })).toBe(false);
  expect(isWaitingFor(after(promised('x', 200)), { kind: 'missed', call: 'a', endedAt: 300 })).toBe(false);
  expect(
    isWaitingFor(after(missed('a', 100), talked(200)), { kind: 'missed', call: 'a', endedAt: 110 }),
  ).toBe(false);
  expect(isWaitingFor(null, { kind: 'promised', call: 'x' })).toBe(false);
});

const CALLS = ['x', 'y', 'z'];
const step = fc.oneof(
  fc.record({ type: fc.constant('missed' as const), at: fc.nat(50) }),
  fc.record({ type: fc.constant('promised' as const), at: fc.nat(50), call: fc.constantFrom(...CALLS) }),
  fc.record({ type: fc.constant('withdrawn' as const), call: fc.constantFrom(...CALLS) }),
  fc.record({ type: fc.constant('talked' as const), at: fc.nat(50) }),
  fc.record({ type: fc.constant('task' as const), call: fc.constantFrom(...CALLS) }),
  fc.record({ type: fc.constant('taken' as const), at: fc.nat(50), by: fc.constantFrom('101', '102') }),
);

test('whatever comes in whatever order: each task is completed once at most, and at the latest by a talk after all', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let client: MissedClient | null = null;
      let lastId = 0;
      const [made, completed]: [number[], number[]] = [[], []];
      const happen = (event: MissedClientEvent): void => {
        const next = changeMissedClient(client, event);
        completed.push(...tasksOver(client, event, next).map(({ id }) => id));
        client = next;
      };
      steps.forEach((one, index) => {
        if (one.type === 'missed') return happen(missed(`m${index}`, one.at, one.at));
        if (one.type === 'promised') return happen(promised(one.call, one.at));
        if (one.type === 'talked') return happen(talked(one.at));
        if (one.type === 'withdrawn') return happen(withdrawn(one.call));
        if (one.type === 'taken') return happen(one);
        if (!isWaitingFor(client, { kind: 'promised', call: one.call })) return;
        made.push(++lastId);
        happen(taskMade(lastId, one.call, 'promised'));
      });
      happen(talked(1_000));
      expect(completed.sort()).toEqual(made.sort());
      expect((client as MissedClient | null)?.phase ?? 'talked').toBe('talked');
    }),
  );
});
