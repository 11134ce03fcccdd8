import fc from 'fast-check';
import type { AgentCall } from '../../../server/calls/AgentCall';
import type { CallEvent } from '../../../server/calls/CallEvent';
import { nextAgentState, type AgentState, type AgentStateEvent } from '../../../server/calls/AgentState';
import { unknownParty } from '../../../server/calls/Party';
import { MOST_CALLS, trackCalls, type CallForgotten } from '../../../server/calls/trackCalls';
import { MOST_MISSED } from '../../../server/calls/trackMissed';

const began = (id: string, number = '1', phase: 'dialing' | 'ringing' = 'ringing'): CallEvent => ({
  type: 'began',
  id,
  direction: phase === 'ringing' ? 'inbound' : 'outbound',
  phase,
  number,
  at: 1,
});
const ended = (id: string, reason: 'missed' | 'hungUp' = 'missed'): CallEvent => ({
  type: 'ended',
  id,
  reason,
  at: 9,
});
const tracked = (...events: (CallEvent | CallForgotten)[]): readonly AgentCall[] =>
  events.reduce<readonly AgentCall[]>((calls, event) => trackCalls(calls, event, unknownParty), []);
const stateAfter = (...events: AgentStateEvent[]): AgentState =>
  events.reduce<AgentState>((state, event) => nextAgentState(state, event, unknownParty, 0), {
    calls: [],
    missed: [],
    revision: 0,
    origin: null,
  });

test('events that come twice, of unknown calls, or of the wrong phase change nothing', () => {
  const ringing = tracked(began('a'));
  for (const event of [
    began('a'),
    { type: 'answered', id: 'x', at: 1 },
    ended('x'),
    { type: 'held', id: 'a', isHeld: true },
    { type: 'farHeld', id: 'a', isHeld: true },
    { type: 'muted', id: 'a', isMuted: true },
    { type: 'connected', id: 'a', number: '1' },
    { type: 'forgotten', id: 'a' },
    { type: 'forgotten', id: 'x' },
  ] as const)
    expect(trackCalls(ringing, event, unknownParty)).toBe(ringing);
  const talking = trackCalls(ringing, { type: 'answered', id: 'a', at: 2 }, unknownParty);
  for (const event of [
    { type: 'answered', id: 'a', at: 3 },
    { type: 'held', id: 'a', isHeld: false },
    { type: 'farHeld', id: 'a', isHeld: false },
    { type: 'muted', id: 'a', isMuted: false },
  ] as const)
    expect(trackCalls(talking, event, unknownParty)).toBe(talking);
});

test('an ended call says how and when, and is kept until it is forgotten', () => {
  expect(tracked(began('a'), ended('a'))).toEqual([
    expect.objectContaining({ phase: 'ended', reason: 'missed', endedAt: 9, answeredAt: null }),
  ]);
  const talked = tracked(began('a'), { type: 'answered', id: 'a', at: 5 }, ended('a', 'hungUp'));
  expect(talked).toEqual([expect.objectContaining({ reason: 'hungUp', answeredAt: 5 })]);
  expect(trackCalls(talked, { type: 'answered', id: 'a', at: 7 }, unknownParty)).toBe(talked);
  expect(trackCalls(talked, { type: 'forgotten', id: 'a' }, unknownParty)).toEqual([]);
});

test('the list is bounded: the oldest ended call goes first, else the oldest', () => {
  const ids = Array.from({ length: MOST_CALLS }, (_, index) => `c${index}`);
  const full = tracked(...ids.map((id) => began(id)), ended('c3'));
  const more = trackCalls(full, began('new'), unknownParty);
  expect([more.length, more.some(({ id }) => id === 'c3'), more.at(-1)?.id]).toEqual([
    MOST_CALLS,
    false,
    'new',
  ]);
  const most = trackCalls(more, began('newer'), unknownParty);
  expect([most.length, most[0]?.id]).toEqual([MOST_CALLS, 'c1']);
});

const id = fc.constantFrom('a', 'b', 'c', 'd');
const number = fc.constantFrom('+79101234567', '89101234567', '102', '');
const at = fc.nat({ max: 100 });
const event: fc.Arbitrary<AgentStateEvent> = fc.oneof(
  fc.record({
    type: fc.constant('began' as const),
    id,
    direction: fc.constantFrom('inbound' as const, 'outbound' as const, 'internal' as const),
    phase: fc.constantFrom('dialing' as const, 'ringing' as const),
    number,
    at,
    consultOf: fc.option(id),
  }),
  fc.record({ type: fc.constant('answered' as const), id, at }),
  fc.record({ type: fc.constantFrom('held' as const, 'farHeld' as const), id, isHeld: fc.boolean() }),
  fc.record({ type: fc.constant('muted' as const), id, isMuted: fc.boolean() }),
  fc.record({ type: fc.constant('connected' as const), id, number }),
  fc.record({
    type: fc.constant('ended' as const),
    id,
    reason: fc.constantFrom('hungUp' as const, 'missed' as const, 'transferred' as const),
    at,
  }),
  fc.record({ type: fc.constant('missedSeen' as const), ids: fc.array(id, { maxLength: 2 }) }),
);

test('for any events in any order, repeated or not: no call without its begin, no ended call comes back', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), fc.infiniteStream(fc.boolean()), (events, twice) => {
      const doubled = events.flatMap((one) => (twice.next().value === true ? [one, one] : [one]));
      const [begun, over] = [new Set<string>(), new Set<string>()];
      let state = stateAfter();
      for (const one of doubled) {
        const before = state;
        state = nextAgentState(before, one, unknownParty, 0);
        if (one.type === 'began') begun.add(one.id);
        const ids = state.calls.map((call) => call.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const call of state.calls) {
          expect(begun).toContain(call.id);
          if (over.has(call.id)) expect(call.phase).toBe('ended');
          if (call.phase === 'ended') over.add(call.id);
        }
        const isSame = before.calls === state.calls && before.missed === state.missed;
        expect(state.revision).toBe(before.revision + (isSame ? 0 : 1));
        // The same event once more changes nothing.
        expect(nextAgentState(state, one, unknownParty, 0)).toBe(state);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a revision is never behind the clock and grows by one at least', () => {
  const first = nextAgentState(stateAfter(), began('a'), unknownParty, 500);
  const second = nextAgentState(first, began('b'), unknownParty, 500);
  const third = nextAgentState(second, began('c'), unknownParty, 400);
  expect([first.revision, second.revision, third.revision]).toEqual([500, 501, 502]);
});

describe('missed calls', () => {
  test('of one number are one entry with the last call, whichever way the number is written', () => {
    const { missed } = stateAfter(
      began('a', '+79101234567'),
      ended('a'),
      began('b', '5550100'),
      ended('b'),
      began('c', '89101234567'),
      ended('c'),
    );
    expect(missed.map(({ id, count }) => [id, count])).toEqual([
      ['c', 2],
      ['b', 1],
    ]);
  });

  test('are calls that were not answered, neither rejected nor dialled ones', () => {
    const answered: CallEvent = { type: 'answered', id: 'a', at: 2 };
    expect([
      stateAfter(began('a'), answered, ended('a')).missed,
      stateAfter(began('a'), ended('a', 'hungUp')).missed,
      stateAfter(began('a', '1', 'dialing'), ended('a')).missed,
      stateAfter(ended('a')).missed,
    ]).toEqual([[], [], [], []]);
  });

  test('are gone once the agent talks with the number, also by a transfer, and not while it only rings', () => {
    const missed = [began('a', '+79101234567'), ended('a')];
    const called = [...missed, began('b', '89101234567', 'dialing')];
    expect(stateAfter(...called).missed).toHaveLength(1);
    expect(stateAfter(...called, { type: 'answered', id: 'b', at: 3 }).missed).toEqual([]);
    const other = [...missed, began('b', '102'), { type: 'answered', id: 'b', at: 3 } as const];
    expect(stateAfter(...other).missed).toHaveLength(1);
    expect(stateAfter(...other, { type: 'connected', id: 'b', number: '+79101234567' }).missed).toEqual([]);
  });

  test('are bounded, the newest first', () => {
    const many = Array.from({ length: MOST_MISSED + 10 }, (_, index) => [
      began(`m${index}`, `555${1_000 + index}`),
      ended(`m${index}`),
    ]).flat();
    const { missed } = stateAfter(...many);
    expect([missed.length, missed[0]?.id]).toEqual([MOST_MISSED, `m${MOST_MISSED + 9}`]);
  });
});
