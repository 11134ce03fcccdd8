import fc from 'fast-check';
import {
  changeMissedClient,
  TAKEN_MS,
  TALKED_MS,
  type MissedClientEvent,
} from '../../../server/missedClients/changeMissedClient';
import type { MissedClient } from '../../../server/missedClients/MissedClient';

const AGENTS = ['101', '102', '103'];

const missed = (id: string, startedAt: number, endedAt = startedAt + 10): MissedClientEvent => ({
  type: 'missed',
  id,
  key: '+79101234567',
  number: '89101234567',
  line: 'sales',
  rung: ['101'],
  startedAt,
  endedAt,
});

const after = (...events: readonly MissedClientEvent[]): MissedClient | null =>
  events.reduce<MissedClient | null>(changeMissedClient, null);

test('calls of one client are one line, with how often, since when and whose phones rang', () => {
  const client = after(missed('a', 100), { ...missed('b', 500), line: 'service', rung: ['102'] } as never);
  expect(client).toMatchObject({
    phase: 'waiting',
    id: 'a',
    count: 2,
    firstAt: 100,
    lastAt: 500,
    line: 'service',
    rung: ['101', '102'],
  });
});

test('a record that comes twice is one call', () => {
  const client = after(missed('a', 100));
  expect(changeMissedClient(client, missed('a', 100))).toBe(client);
});

test('a record that comes after the talk opens nothing, and the next call does', () => {
  const talked = after(missed('a', 100), { type: 'talked', by: '102', at: 900 });
  expect(talked).toMatchObject({ phase: 'talked', by: '102' });
  expect(changeMissedClient(talked, missed('late', 300))).toBe(talked);
  expect(changeMissedClient(talked, missed('b', 1_000))).toMatchObject({
    phase: 'waiting',
    count: 1,
    id: 'b',
  });
});

test('a call in vain during a talk stays once that talk is all that is known', () => {
  const client = after(missed('a', 1_000, 1_100), { type: 'talked', by: '102', at: 500 });
  expect(client?.phase).toBe('waiting');
});

test('a call-back in vain stays as an attempt and gives the client back', () => {
  const client = after(
    missed('a', 100),
    { type: 'taken', by: '101', at: 200 },
    { type: 'attempted', by: '101', at: 250 },
  );
  expect(client).toMatchObject({ phase: 'waiting', attempts: { count: 1, by: '101', at: 250 } });
});

test('an attempt of another agent takes the client from no one', () => {
  const client = after(
    missed('a', 100),
    { type: 'taken', by: '101', at: 200 },
    { type: 'attempted', by: '102', at: 250 },
  );
  expect(client).toMatchObject({ phase: 'taken', by: '101', attempts: { count: 1, by: '102' } });
});

test('a client that is taken and not called waits again', () => {
  const taken = after(missed('a', 100), { type: 'taken', by: '101', at: 200 });
  expect(changeMissedClient(taken, { type: 'passed', now: 199 + TAKEN_MS, keptSince: 0 })).toBe(taken);
  expect(changeMissedClient(taken, { type: 'passed', now: 200 + TAKEN_MS, keptSince: 0 })?.phase).toBe(
    'waiting',
  );
});

test('a line goes an hour after the talk, and when it is older than lines are kept', () => {
  const talked = after(missed('a', 100), { type: 'talked', by: null, at: 900 });
  expect(changeMissedClient(talked, { type: 'passed', now: 900 + TALKED_MS, keptSince: 0 })).toBeNull();
  expect(
    changeMissedClient(after(missed('a', 100)), { type: 'passed', now: 1e9, keptSince: 111 }),
  ).toBeNull();
});

/** What happens in an order in which records come late, each with its own time. */
const step = fc.oneof(
  fc.record({ type: fc.constant('missed' as const), at: fc.nat(50) }),
  fc.record({ type: fc.constant('talked' as const), at: fc.nat(50), by: fc.constantFrom(...AGENTS) }),
  fc.record({ type: fc.constant('attempted' as const), at: fc.nat(50), by: fc.constantFrom(...AGENTS) }),
  fc.record({ type: fc.constant('taken' as const), at: fc.nat(50), by: fc.constantFrom(...AGENTS) }),
  fc.record({ type: fc.constant('givenBack' as const), by: fc.constantFrom(...AGENTS) }),
);

test('whatever comes in whatever order: a client is open if and only if a call ended after the last talk', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let client: MissedClient | null = null;
      const calls: number[] = [];
      let lastTalk = -1;
      steps.forEach((one, index) => {
        const event: MissedClientEvent = one.type === 'missed' ? missed(String(index), one.at, one.at) : one;
        client = changeMissedClient(client, event);
        if (one.type === 'missed') calls.push(one.at);
        // A talk with a client who is not in the list is not remembered: no record of theirs is on its way then.
        if (one.type === 'talked' && calls.length > 0) lastTalk = Math.max(lastTalk, one.at);
        if (calls.length === 0) return expect(client).toBeNull();
        const isOpen = calls.some((at) => at > lastTalk);
        expect(client?.phase === 'talked').toBe(!isOpen);
      });
    }),
  );
});

test('a client is never taken by two agents, and only their holder gives them back', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let client = after(missed('first', 0));
      steps.forEach((one, index) => {
        const before = client;
        client = changeMissedClient(client, one.type === 'missed' ? missed(String(index), one.at) : one);
        if (before?.phase === 'taken' && client?.phase === 'taken') expect(client.by).toBe(before.by);
        if (before?.phase === 'taken' && client?.phase === 'waiting')
          expect(one).toMatchObject({ by: before.by });
      });
    }),
  );
});
