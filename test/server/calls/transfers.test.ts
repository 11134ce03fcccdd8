import { anna, ANSWERED_MS, boris, TestBackend } from '../support/startBackend';

let backend: TestBackend;
let client: string;

const NUMBER = '+79101234567';

beforeEach(async () => {
  backend = await TestBackend.start();
  client = await backend.answerCall(NUMBER);
});

afterEach(async () => {
  await backend.app.close();
});

const calls = async (headers: object = anna): Promise<unknown[]> =>
  (await backend.live(headers)).map(({ phase, is_hold, contact_phone }) => [phase, is_hold, contact_phone]);
const held = ['CONVERSATION', true, NUMBER];
const talking = ['CONVERSATION', false, NUMBER];
const consult = (phone: string, unique_id = client): Promise<unknown> =>
  backend.call('consult', { phone, unique_id });
/** Consults and waits until the other side has answered; returns the id of the consulting call. */
async function consulted(phone: string): Promise<string> {
  expect(await consult(phone)).toBeNull();
  await backend.timer.pass(ANSWERED_MS);
  return (await backend.live()).find(({ consult_of }) => consult_of === client)!.unique_id;
}
const endsOf = async (headers: object = anna): Promise<unknown[]> =>
  (await backend.fullStatus(headers)).calls.flatMap(({ end_reason }) => end_reason ?? []);

test("a consultation puts the client on hold and names the client's call", async () => {
  expect(await consult('102')).toBeNull();
  expect(await backend.live()).toMatchObject([
    { unique_id: client, is_hold: true, consult_of: null },
    { phase: 'DIALING', direction: 'INTERNAL', contact_phone: '102', consult_of: client },
  ]);
  expect(await calls(boris)).toEqual([['RINGING', false, '101']]);
  expect(await backend.call('complete_transfer', { unique_id: client })).toBe('WrongPhase');
  await backend.timer.pass(ANSWERED_MS);
  expect((await backend.status()).call_info?.contact_phone).toBe('102');
});

test.each(['client', 'consulting'])(
  'is completed by the id of the %s call: the colleague has the client',
  async (which) => {
    const consulting = await consulted('102');
    const unique_id = which === 'client' ? client : consulting;
    expect(await backend.call('complete_transfer', { unique_id })).toBeNull();
    expect([await calls(), await endsOf()]).toEqual([[], ['TRANSFERRED', 'TRANSFERRED']]);
    expect(await backend.live(boris)).toMatchObject([
      { phase: 'CONVERSATION', contact_name: 'Иван Петров', contact_phone: NUMBER, is_far_hold: false },
    ]);
    expect((await backend.fullStatus(boris)).calls).toHaveLength(1);
    backend.app.simulator.farHangup('102');
    expect([await calls(boris), backend.app.simulator.lineCount]).toEqual([[], 0]);
  },
);

test('an outside number can be consulted and given the client', async () => {
  await consulted('5550123');
  expect(await backend.call('complete_transfer', { unique_id: client })).toBeNull();
  expect([await calls(), backend.app.simulator.lineCount]).toEqual([[], 0]);
});

test.each(['client', 'consulting'])(
  'is cancelled by the id of the %s call: the client is back',
  async (which) => {
    const consulting = await consulted('102');
    const unique_id = which === 'client' ? client : consulting;
    expect(await backend.call('cancel_transfer', { unique_id })).toBeNull();
    expect([await calls(), await calls(boris)]).toEqual([[talking], []]);
  },
);

test('can be cancelled while it rings: the colleague has a missed call', async () => {
  await consult('102');
  expect(await backend.call('cancel_transfer', { unique_id: client })).toBeNull();
  expect([await calls(), await calls(boris)]).toEqual([[talking], []]);
  expect((await backend.fullStatus(boris)).missed).toMatchObject([{ contact_phone: '101', count: 1 }]);
});

test('a client whom the agent held before is taken off hold by cancelling, not by the end of the consultation', async () => {
  await backend.call('set_hold', { is_hold: true });
  await consulted('102');
  backend.app.simulator.farHangup('101');
  await backend.timer.pass(1_000);
  expect(await calls()).toEqual([held]);
  await consulted('102');
  await backend.call('cancel_transfer', { unique_id: client });
  expect(await calls()).toEqual([talking]);
});

describe('the client is never lost', () => {
  test('when the consulted side hangs up', async () => {
    await consulted('102');
    await backend.call('hangup', {}, boris);
    expect(await calls()).toEqual([talking]);
  });

  test('when the agent hangs up the consulting call', async () => {
    const unique_id = await consulted('102');
    await backend.call('hangup', { unique_id });
    expect(await calls()).toEqual([talking]);
  });

  test.each(['5550100', '5550101'])('when %s is busy or does not answer', async (phone) => {
    await consult(phone);
    expect((await calls())[0]).toEqual(held);
    await backend.timer.pass(30_000);
    expect(await calls()).toEqual([talking]);
  });

  test('when the colleague is busy, or rejects', async () => {
    await backend.answerCall('5550123', boris, '102');
    await consult('102');
    await backend.timer.pass(ANSWERED_MS);
    expect(await calls()).toEqual([talking]);
    await backend.call('hangup', {}, boris);
    await consult('102');
    const [ringing] = await backend.live(boris);
    await backend.call('reject', { unique_id: ringing!.unique_id }, boris);
    expect(await calls()).toEqual([talking]);
  });

  test('when the consulting call can not be made, or the client can not be held', async () => {
    backend.app.simulator.refuseNext('consult', 'AgentUnavailable');
    expect([await consult('102'), await calls()]).toEqual(['AgentUnavailable', [talking]]);
    backend.app.simulator.refuseNext('hold', 'TelephonyUnavailable');
    expect([await consult('102'), await calls()]).toEqual(['TelephonyUnavailable', [talking]]);
  });

  test('when completing fails: nothing changes, and the end of the consultation still takes the client off hold', async () => {
    await consulted('102');
    backend.app.simulator.refuseNext('completeTransfer', 'TelephonyUnavailable');
    expect(await backend.call('complete_transfer', { unique_id: client })).toBe('TelephonyUnavailable');
    expect(await calls()).toEqual([held, ['CONVERSATION', false, '102']]);
    await backend.call('hangup', {}, boris);
    expect(await calls()).toEqual([talking]);
  });

  test("a client whom the telephone system can't take off hold stays on hold, with a line in the log", async () => {
    await consulted('102');
    backend.app.simulator.refuseNext('hold', 'TelephonyUnavailable');
    await backend.call('hangup', {}, boris);
    expect(await calls()).toEqual([held]);
    expect(backend.log.join('')).toContain('a client is left on hold');
    expect(await backend.call('set_hold', { is_hold: false, unique_id: client })).toBeNull();
  });

  test('the agent may swap between both calls before completing', async () => {
    const consulting = await consulted('102');
    await backend.call('set_hold', { is_hold: false, unique_id: client });
    expect(await calls()).toEqual([talking, ['CONVERSATION', true, '102']]);
    expect((await backend.live(boris))[0]).toMatchObject({ is_far_hold: true });
    await backend.call('set_hold', { is_hold: false, unique_id: consulting });
    expect(await calls()).toEqual([held, ['CONVERSATION', false, '102']]);
    await backend.call('hangup', {}, boris);
    expect(await calls()).toEqual([talking]);
  });

  test('an agent who talks in a third call by then stays in it', async () => {
    const consulting = await consulted('102');
    await backend.call('set_hold', { is_hold: true, unique_id: consulting });
    await backend.call('originate', { phone: '5550777' });
    await backend.timer.pass(ANSWERED_MS);
    await backend.call('hangup', {}, boris);
    expect(await calls()).toEqual([held, ['CONVERSATION', false, '5550777']]);
  });
});

test('when the client hangs up the consulting call goes on as an ordinary one', async () => {
  const consulting = await consulted('102');
  await backend.call('hangup', { unique_id: client });
  expect(await backend.live()).toMatchObject([{ unique_id: consulting, consult_of: null, is_hold: false }]);
  expect(await backend.call('complete_transfer', { unique_id: consulting })).toBe('WrongPhase');
  expect(await backend.call('cancel_transfer', { unique_id: consulting })).toBe('WrongPhase');
  expect(await backend.call('hangup', { unique_id: consulting })).toBeNull();
});

test('one consultation at a time, and none while the agent talks in another call', async () => {
  const consulting = await consulted('102');
  expect([await consult('5550123'), await consult('5550123', consulting)]).toEqual([
    'AgentBusy',
    'AgentBusy',
  ]);
  await backend.call('cancel_transfer', { unique_id: client });
  await backend.call('set_hold', { is_hold: true });
  await backend.call('originate', { phone: '5550777' });
  expect(await consult('102')).toBe('AgentBusy');
  await backend.timer.pass(ANSWERED_MS);
  expect(await consult('102')).toBe('AgentBusy');
});

test.each(['101', 'x'])('a consultation with %s is refused', async (phone) => {
  expect([await consult(phone), await calls()]).toEqual(['InvalidNumber', [talking]]);
});

test('without a consultation complete and cancel are refused', async () => {
  expect([
    await backend.call('complete_transfer', { unique_id: client }),
    await backend.call('cancel_transfer', { unique_id: client }),
  ]).toEqual(['WrongPhase', 'WrongPhase']);
  backend.app.simulator.incoming('5550777', ['101'], { answersItself: false });
  await consulted('102');
  const third = (await backend.live()).find(({ phase }) => phase === 'RINGING')!.unique_id;
  expect(await backend.call('complete_transfer', { unique_id: third })).toBe('WrongPhase');
});
