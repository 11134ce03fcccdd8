import type { CallRecord } from '../../../server/calls/CallRecord';
import type { CallEvent } from '../../../server/calls/CallEvent';
import { CallTraceLog, MOST_TRACES } from '../../../server/metrics/CallTraceLog';

const NUMBER = '+79101234567';
const began: CallEvent = {
  type: 'began',
  id: 'a',
  direction: 'inbound',
  phase: 'ringing',
  number: NUMBER,
  at: 1_000,
};
const record: CallRecord = {
  id: 'T',
  direction: 'inbound',
  number: NUMBER,
  via: null,
  outcome: 'answered',
  extension: '101',
  extensions: ['101'],
  startedAt: 1_000,
  answeredAt: 2_000,
  endedAt: 5_000,
  recording: null,
};

function watched(): { traces: CallTraceLog; lines: object[] } {
  const lines: object[] = [];
  const traces = new CallTraceLog({ info: (fields: object) => void lines.push(fields) });
  return { traces, lines };
}

test.each<[CallEvent, object]>([
  [began, { direction: 'inbound', phase: 'ringing' }],
  [{ type: 'answered', id: 'a', at: 1_000 }, {}],
  [{ type: 'held', id: 'a', isHeld: true }, { isHeld: true }],
  [{ type: 'farHeld', id: 'a', isHeld: false }, { isHeld: false }],
  [{ type: 'muted', id: 'a', isMuted: true }, { isMuted: true }],
  [{ type: 'connected', id: 'a', number: NUMBER }, {}],
  [{ type: 'ended', id: 'a', reason: 'missed', at: 1_000 }, { reason: 'missed' }],
])('an event %j is one line under its trace', (event, details) => {
  const { traces, lines } = watched();
  traces.event('101', event, { trace: 'T', at: 1_000 }, 1_004);
  expect(lines).toEqual([
    { trace: 'T', extension: '101', call: 'a', type: event.type, lagMs: 4, ...details },
  ]);
  expect(traces.traceOf('a')).toBe('T');
});

test.each([
  [record, 3_000],
  [{ ...record, answeredAt: null, outcome: 'missed' } as const, 0],
])('a whole call is a line with its end and four digits of the number', (ended, talkMs) => {
  const { traces, lines } = watched();
  traces.finished(ended);
  const { outcome } = ended;
  expect(lines).toEqual([
    { trace: 'T', extension: '101', direction: 'inbound', outcome, talkMs, number: '…4567' },
  ]);
});

test('beyond the limit the oldest trace is dropped', () => {
  const { traces } = watched();
  for (let count = 0; count <= MOST_TRACES; count += 1)
    traces.event('101', { ...began, id: `c${count}` }, { trace: `T${count}`, at: 0 }, 0);
  expect([traces.traceOf('c0'), traces.traceOf('c1'), traces.traceOf(`c${MOST_TRACES}`)]).toEqual([
    null,
    'T1',
    `T${MOST_TRACES}`,
  ]);
});
