import type { CallEvent } from '../../../../server/calls/CallEvent';
import type { CallRecord } from '../../../../server/calls/CallRecord';
import { Simulator } from '../../../../server/telephony/simulator/Simulator';
import { FakeTimer } from '../../../support/FakeTimer';

const CLIENT = '+79101234567';

let timer: FakeTimer;
let simulator: Simulator;
let records: CallRecord[];
let events: [string, CallEvent, string][];

beforeEach(async () => {
  timer = new FakeTimer();
  records = [];
  events = [];
  simulator = new Simulator(
    new Set(['101', '102', '103']),
    { seed: 1, answerMs: 1_000, noAnswerMs: 5_000, talkMs: 0, door: false, without: [] },
    timer,
  );
  await simulator.start({
    call: (extension, event, { trace }) => void events.push([extension, event, trace]),
    closed: () => undefined,
    finished: (record) => void records.push(record),
    resynced: () => undefined,
    link: () => undefined,
  });
});

afterEach(async () => {
  await simulator.close();
  expect(timer.pending).toBe(0);
});

/** The id of the agent's last call that began. */
const callOf = (extension: string): string =>
  events.filter(([who, event]) => who === extension && event.type === 'began').at(-1)![1].id;

test('an answered call is one record, and all its events have its id as their trace', async () => {
  const began = timer.now();
  simulator.incoming(CLIENT, ['101', '102'], { via: 'sales', answersItself: false });
  await timer.pass(1_000);
  simulator.answer('102');
  await timer.pass(5_000);
  simulator.farHangup('102');
  expect(records).toEqual([
    {
      id: records[0]!.id,
      direction: 'inbound',
      number: CLIENT,
      via: 'sales',
      outcome: 'answered',
      extension: '102',
      extensions: ['101', '102'],
      startedAt: began,
      answeredAt: began + 1_000,
      endedAt: began + 6_000,
      recording: null,
    },
  ]);
  expect(new Set(events.map(([, , trace]) => trace))).toEqual(new Set([records[0]!.id]));
});

test('a call that is unanswered, refused by all or without a phone is a record, too', async () => {
  simulator.incoming(CLIENT, ['101', '102'], { answersItself: false, givesUpMs: 3_000 });
  await timer.pass(3_000);
  simulator.incoming(CLIENT, ['101'], { answersItself: false });
  await simulator.run('101', { kind: 'reject', callId: callOf('101') });
  simulator.incoming(CLIENT, [], {});
  expect(records.map(({ outcome, extension, extensions }) => [outcome, extension, extensions])).toEqual([
    ['missed', '102', ['101', '102']],
    ['rejected', '101', ['101']],
    ['missed', null, []],
  ]);
  expect(new Set(records.map(({ id }) => id)).size).toBe(3);
});

test('a missed call is of the phone that rang to the end, not of one that refused it', async () => {
  simulator.incoming(CLIENT, ['101', '102', '103'], { answersItself: false, givesUpMs: 3_000 });
  await simulator.run('103', { kind: 'reject', callId: callOf('103') });
  await timer.pass(3_000);
  simulator.incoming(CLIENT, ['101', '102'], { answersItself: false });
  for (const extension of ['102', '101'])
    await simulator.run(extension, { kind: 'reject', callId: callOf(extension) });
  expect(records.map(({ outcome, extension, extensions }) => [outcome, extension, extensions])).toEqual([
    ['missed', '102', ['101', '102', '103']],
    ['rejected', '102', ['101', '102']],
  ]);
});

test.each([
  ['5550100', 'busy', 0],
  ['5550101', 'noAnswer', 0],
  ['5550123', 'answered', 3_000],
])('our call to %s is %s', async (number, outcome, talkMs) => {
  await simulator.run('101', { kind: 'originate', target: number });
  await timer.pass(10_000);
  simulator.farHangup('101');
  expect(records).toMatchObject([{ direction: 'outbound', number, outcome, extension: '101' }]);
  const [{ answeredAt, endedAt }] = records as [CallRecord];
  expect(answeredAt === null ? 0 : endedAt - answeredAt).toBeGreaterThanOrEqual(talkMs);
});

test('our call that we give up or that is refused was not answered', async () => {
  await simulator.run('101', { kind: 'originate', target: '5550101' });
  await simulator.run('101', { kind: 'hangup', callId: callOf('101') });
  await simulator.run('101', { kind: 'originate', target: '5550101' });
  simulator.farHangup('101');
  expect(records.map(({ outcome }) => outcome)).toEqual(['noAnswer', 'rejected']);
});

test('colleagues among themselves make no record', async () => {
  await simulator.run('101', { kind: 'originate', target: '102' });
  await timer.pass(3_000);
  simulator.farHangup('101');
  simulator.colleagueCalls('103', '101', true);
  await timer.pass(3_000);
  simulator.farHangup('101');
  expect(records).toEqual([]);
});

describe('a call that goes from one agent to another is one record', () => {
  const talk = async (): Promise<string> => {
    simulator.incoming(CLIENT, ['101'], { answersItself: false });
    simulator.answer('101');
    await timer.pass(1_000);
    return callOf('101');
  };

  test('blind, answered over there', async () => {
    await simulator.run('101', { kind: 'redirect', callId: await talk(), target: '102' });
    await timer.pass(3_000);
    expect(records).toEqual([]);
    simulator.farHangup('102');
    expect(records).toMatchObject([{ outcome: 'answered', extension: '102', extensions: ['101', '102'] }]);
  });

  test('blind, to a phone in use or outside: it ends there', async () => {
    await simulator.run('102', { kind: 'originate', target: '103' });
    await timer.pass(2_000);
    await simulator.run('101', { kind: 'redirect', callId: await talk(), target: '102' });
    await simulator.run('101', { kind: 'redirect', callId: await talk(), target: '5550123' });
    expect(records).toMatchObject([{ extensions: ['101'] }, { extensions: ['101'] }]);
  });

  test('attended: the colleague who was consulted takes it over', async () => {
    const call = await talk();
    await simulator.run('101', { kind: 'hold', callId: call, on: true });
    await simulator.run('101', { kind: 'consult', callId: call, target: '102' });
    await timer.pass(3_000);
    await simulator.run('101', { kind: 'completeTransfer', callId: call, consultingId: callOf('101') });
    expect(records).toEqual([]);
    simulator.farHangup('102');
    expect(records).toMatchObject([{ number: CLIENT, extension: '102', extensions: ['101', '102'] }]);
  });

  test('attended, to an outside number: both calls end', async () => {
    const call = await talk();
    await simulator.run('101', { kind: 'hold', callId: call, on: true });
    await simulator.run('101', { kind: 'consult', callId: call, target: '5550123' });
    await timer.pass(3_000);
    await simulator.run('101', { kind: 'completeTransfer', callId: call, consultingId: callOf('101') });
    expect(records.map(({ number, direction }) => [number, direction])).toEqual([
      ['5550123', 'outbound'],
      [CLIENT, 'inbound'],
    ]);
  });

  test('a colleague who is handed over to a client outside goes on with that call', async () => {
    await simulator.run('101', { kind: 'originate', target: '102' });
    await timer.pass(3_000);
    const inside = callOf('101');
    await simulator.run('101', { kind: 'hold', callId: inside, on: true });
    await simulator.run('101', { kind: 'consult', callId: inside, target: '5550123' });
    await timer.pass(3_000);
    await simulator.run('101', { kind: 'completeTransfer', callId: inside, consultingId: callOf('101') });
    expect(records).toEqual([]);
    simulator.farHangup('102');
    expect(records).toMatchObject([{ number: '5550123', extension: '102', extensions: ['101', '102'] }]);
  });

  test('a colleague who is redirected outside makes a call of ours, answered only when it is', async () => {
    await simulator.run('101', { kind: 'originate', target: '102' });
    await timer.pass(3_000);
    await simulator.run('101', { kind: 'redirect', callId: callOf('101'), target: '5550100' });
    await timer.pass(3_000);
    expect(records).toMatchObject([
      { direction: 'outbound', number: '5550100', outcome: 'busy', extension: '102' },
    ]);
    await simulator.run('101', { kind: 'originate', target: '102' });
    await timer.pass(3_000);
    await simulator.run('101', { kind: 'redirect', callId: callOf('101'), target: '5550123' });
    await timer.pass(3_000);
    simulator.farHangup('102');
    expect(records[1]).toMatchObject({ number: '5550123', outcome: 'answered', extension: '102' });
  });
});
