import type { CallRecord } from '../../../../server/calls/CallRecord';
import type { CallEvent } from '../../../../server/calls/CallEvent';
import { Simulator } from '../../../../server/telephony/simulator/Simulator';
import { FakeTimer } from '../../../support/FakeTimer';

const CLIENT = '+79101234567';
const TALK_MS = 40_000;

let timer: FakeTimer;
let simulator: Simulator;
let records: CallRecord[];
let events: [string, CallEvent][];

beforeEach(async () => {
  timer = new FakeTimer();
  records = [];
  events = [];
  simulator = new Simulator(
    new Set(['101', '102', '103']),
    {
      seed: 1,
      answerMs: 1_000,
      noAnswerMs: 5_000,
      talkMs: 0,
      door: false,
      without: [],
      recording: 'talk.wav',
    },
    timer,
  );
  await simulator.start({
    call: (extension, event) => void events.push([extension, event]),
    closed: () => undefined,
    finished: (record) => void records.push(record),
    resynced: () => undefined,
    link: () => undefined,
  });
  simulator.endUnattended(TALK_MS, (extension) => extension === '101');
});

afterEach(async () => {
  await simulator.close();
  expect(timer.pending).toBe(0);
});

const lastCallOf = (extension: string): string =>
  events.filter(([who, event]) => who === extension && event.type === 'began').at(-1)![1].id;

test('a colleague without a person hangs up after a while, and the record has its recording', async () => {
  simulator.incoming(CLIENT, ['102']);
  await timer.pass(TALK_MS * 1.3 + 2_000);
  expect(simulator.lineCount).toBe(0);
  expect(records).toMatchObject([{ outcome: 'answered', extension: '102', recording: 'talk.wav' }]);
});

test('a person talks as long as they like, with a client and with a colleague', async () => {
  simulator.incoming(CLIENT, ['101']);
  await timer.pass(TALK_MS * 10);
  expect(simulator.lineCount).toBe(1);
  simulator.farHangup('101');
  simulator.colleagueCalls('102', '101', true);
  await timer.pass(TALK_MS * 10);
  expect(simulator.lineCount).toBe(2);
  simulator.farHangup('101');
  expect(simulator.lineCount).toBe(0);
});

test('a client whom the colleague holds to ask a person waits as long as that takes', async () => {
  simulator.incoming(CLIENT, ['102']);
  await timer.pass(2_000);
  const client = lastCallOf('102');
  await simulator.run('102', { kind: 'hold', callId: client, on: true });
  await simulator.run('102', { kind: 'consult', callId: client, target: '101' });
  await timer.pass(TALK_MS * 10);
  expect(simulator.lineCount).toBe(3);
  simulator.farHangup('101');
  await timer.pass(TALK_MS * 3);
  expect(simulator.lineCount).toBe(0);
});

test('a call that a person hands over to a colleague ends by itself too', async () => {
  simulator.incoming(CLIENT, ['101']);
  await timer.pass(2_000);
  await simulator.run('101', { kind: 'redirect', callId: lastCallOf('101'), target: '102' });
  await timer.pass(TALK_MS * 2);
  expect(simulator.lineCount).toBe(0);
  expect(records).toMatchObject([{ extension: '102' }]);
});
