import * as v from 'valibot';
import type { EndReason } from '../../../server/calls/AgentCall';
import type { CallRecord, CallOutcome } from '../../../server/calls/CallRecord';
import { elmaPushSchema, type ElmaPush } from '../../../server/elma365/elma365Wire';
import { ElmaEvents } from '../../../server/elma365/ElmaEvents';
import { outcomeOfCall, outcomeOfEnd } from '../../../server/elma365/elmaOutcome';

const origin = { trace: 'linked', at: 0 };
const began = {
  type: 'began',
  id: 'leg',
  direction: 'inbound',
  phase: 'ringing',
  number: '7',
  at: 1,
} as const;
let pushes: ElmaPush[];
let events: ElmaEvents;

beforeEach(() => {
  pushes = [];
  // Whatever goes out is of the wire.
  events = new ElmaEvents(
    new Set(['101', '102']),
    () => null,
    (push) => pushes.push(v.parse(elmaPushSchema, push)),
  );
});

const short = (): string[] =>
  pushes.map((push) => `${push.type === 'event' ? push.stage : 'record'} ${push.extension} ${push.outcome}`);

test('both agents get events of a call that a colleague takes, and nothing is kept of it', () => {
  events.call('101', began, origin);
  events.call('102', { ...began, id: 'leg2' }, origin);
  events.call('101', { type: 'answered', id: 'leg', at: 2 }, origin);
  events.call('102', { type: 'ended', id: 'leg2', reason: 'answeredElsewhere', at: 2 }, origin);
  events.call('101', { type: 'ended', id: 'leg', reason: 'hungUp', at: 3 }, origin);
  expect(short()).toEqual([
    'start 101 unknown',
    'start 102 unknown',
    'answer 101 unknown',
    'end 102 answered',
    'end 101 answered',
  ]);
  expect(new Set(pushes.map(({ call }) => call))).toEqual(new Set(['linked']));
  expect(new Set(pushes.map(({ id }) => id)).size).toBe(5);
  expect(events.following).toBe(0);
});

test('a repeated event, or one of an unknown call, sends nothing', () => {
  events.call('101', began, origin);
  events.call('101', began, origin);
  for (let time = 0; time < 2; time += 1) events.call('101', { type: 'answered', id: 'leg', at: 2 }, origin);
  for (let time = 0; time < 2; time += 1)
    events.call('101', { type: 'ended', id: 'leg', reason: 'hungUp', at: 3 }, origin);
  events.call('101', { type: 'answered', id: 'other', at: 2 }, origin);
  events.call('101', { type: 'held', id: 'leg', isHeld: true }, origin);
  expect(short()).toEqual(['start 101 unknown', 'answer 101 unknown', 'end 101 answered']);
});

test('calls between colleagues and of phones without an agent are not reported', () => {
  events.call('101', { ...began, direction: 'internal' }, origin);
  events.call('999', began, origin);
  expect([pushes, events.following]).toEqual([[], 0]);
});

test('what is gone after a resync has ended', () => {
  events.call('101', began, origin);
  events.call('102', { ...began, id: 'leg2' }, origin);
  events.call('102', { type: 'answered', id: 'leg2', at: 2 }, origin);
  events.call('101', { ...began, id: 'leg3' }, origin);
  events.resynced(new Set(['leg3']));
  expect(short().slice(-2)).toEqual(['end 101 unknown', 'end 102 answered']);
  expect(events.following).toBe(1);
});

test.each<[EndReason, boolean, string]>([
  ['hungUp', true, 'answered'],
  ['failed', true, 'answered'],
  ['hungUp', false, 'cancelled'],
  ['failed', false, 'cancelled'],
  ['missed', false, 'noAnswer'],
  ['noAnswer', false, 'noAnswer'],
  ['busy', false, 'busy'],
  ['rejected', false, 'busy'],
  ['answeredElsewhere', false, 'answered'],
  ['transferred', false, 'answered'],
])('an end by %s (answered: %s) is %s', (reason, wasAnswered, outcome) => {
  expect(outcomeOfEnd(reason, wasAnswered)).toBe(outcome);
});

test.each<[CallOutcome, string]>([
  ['answered', 'answered'],
  ['missed', 'noAnswer'],
  ['noAnswer', 'noAnswer'],
  ['busy', 'busy'],
  ['rejected', 'busy'],
  ['failed', 'cancelled'],
])('a call that was %s is %s', (outcome, expected) => {
  expect(outcomeOfCall(outcome)).toBe(expected);
});

test('a missed call of a queue has a record without an operator', () => {
  const record: CallRecord = {
    id: 'linked',
    direction: 'inbound',
    number: '',
    via: null,
    outcome: 'missed',
    extension: null,
    extensions: [],
    startedAt: 0,
    answeredAt: null,
    endedAt: 9_000,
    recording: null,
  };
  events.finished(record);
  events.finished({ ...record, id: 'other', direction: 'outbound', answeredAt: 10_000 });
  expect(pushes).toMatchObject([
    {
      id: 'record:linked',
      extension: '',
      duration: 0,
      recording: '',
      via: '',
      way: 'in',
      outcome: 'noAnswer',
    },
    { id: 'record:other', duration: 0, way: 'out' },
  ]);
});
