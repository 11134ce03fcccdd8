import { ENDED_KEPT_MS } from '../../../protocol/timing';
import { anna, ANSWERED_MS, boris, TestBackend } from '../support/startBackend';

let backend: TestBackend;

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(async () => {
  await backend.app.close();
});

const client = '+79101234567';
const second = '+79165551212';
const ringing = { answersItself: false };
/** Phase, hold and number of each call that is not over. */
const calls = async (headers: object = anna): Promise<unknown[]> =>
  (await backend.live(headers)).map(({ phase, is_hold, contact_phone }) => [phase, is_hold, contact_phone]);
const idOf = async (number: string, headers: object = anna): Promise<string> =>
  (await backend.live(headers)).find(({ contact_phone }) => contact_phone === number)!.unique_id;

test('an incoming call in every field, from the first ring to the time when it is forgotten', async () => {
  const start = backend.timer.now() / 1_000;
  backend.app.simulator.incoming(client, ['101'], { ...ringing, via: 'Отдел продаж' });
  const call = {
    unique_id: '1763700000.1',
    direction: 'INBOUND',
    phase: 'RINGING',
    contact_name: 'Иван Петров',
    contact_id: '1001',
    contact_phone: client,
    contact_matches: null,
    company: null,
    responsible: null,
    via: 'Отдел продаж',
    is_hold: false,
    is_mute: false,
    is_far_hold: false,
    started_at: start,
    answered_at: null,
    ended_at: null,
    end_reason: null,
    consult_of: null,
  };
  const ring = await backend.fullStatus();
  expect(ring).toEqual({
    status: 'NOT_CONVERSATION',
    call_info: null,
    calls: [call],
    missed: [],
    revision: ring.revision,
    server_time: start,
  });
  await backend.timer.pass(3_000);
  await backend.call('answer', { unique_id: call.unique_id });
  await backend.call('set_mute', { is_mute: true, unique_id: call.unique_id });
  backend.app.simulator.farHold('101', true);
  const talk = { ...call, phase: 'CONVERSATION', answered_at: start + 3, is_mute: true, is_far_hold: true };
  expect((await backend.fullStatus()).calls).toEqual([talk]);
  await backend.timer.pass(5_000);
  await backend.call('hangup', { unique_id: call.unique_id });
  const over = await backend.fullStatus();
  expect(over.calls).toEqual([
    { ...call, phase: 'ENDED', answered_at: start + 3, ended_at: start + 8, end_reason: 'HUNG_UP' },
  ]);
  await backend.timer.pass(ENDED_KEPT_MS - 1);
  expect((await backend.fullStatus()).revision).toBe(over.revision);
  await backend.timer.pass(1);
  const gone = await backend.fullStatus();
  expect([gone.calls, gone.revision > over.revision, backend.timer.pending]).toEqual([[], true, 0]);
});

test.each<[string, string, string]>([
  ['5550100', 'OUTBOUND', 'BUSY'],
  ['5550101', 'OUTBOUND', 'NO_ANSWER'],
])('a call to %s ends with its reason', async (phone, direction, reason) => {
  await backend.call('originate', { phone });
  expect((await backend.fullStatus()).calls).toMatchObject([{ phase: 'DIALING', direction }]);
  for (let second = 0; second < 30 && (await backend.live()).length > 0; second += 1)
    await backend.timer.pass(1_000);
  expect((await backend.fullStatus()).calls).toMatchObject([
    { phase: 'ENDED', end_reason: reason, answered_at: null },
  ]);
});

test('of several agents who ring one answers, one rejects, and the others get the reason of the end', async () => {
  backend.app.simulator.incoming(client, ['101', '102'], ringing);
  expect(await backend.call('reject', { unique_id: await idOf(client) })).toBeNull();
  expect((await backend.fullStatus()).calls).toMatchObject([{ end_reason: 'REJECTED' }]);
  expect(await calls(boris)).toEqual([['RINGING', false, client]]);
  backend.app.simulator.farHangup('102');
  expect((await backend.fullStatus(boris)).calls).toMatchObject([{ end_reason: 'MISSED' }]);
  backend.app.simulator.incoming(second, ['101', '102'], { ...ringing, answeredBy: '102' });
  await backend.timer.pass(ANSWERED_MS);
  expect((await backend.fullStatus()).calls.at(-1)).toMatchObject({ end_reason: 'ANSWERED_ELSEWHERE' });
  expect((await backend.fullStatus(boris)).calls.at(-1)).toMatchObject({ phase: 'CONVERSATION' });
});

test('answering a second call holds the first; taking the first off hold holds the second', async () => {
  const first = await backend.answerCall(client);
  const other = await backend.answerCall(second);
  expect(await calls()).toEqual([
    ['CONVERSATION', true, client],
    ['CONVERSATION', false, second],
  ]);
  expect((await backend.status()).call_info?.contact_phone).toBe(second);
  expect(await backend.call('set_hold', { is_hold: false, unique_id: first })).toBeNull();
  expect(await calls()).toEqual([
    ['CONVERSATION', false, client],
    ['CONVERSATION', true, second],
  ]);
  expect((await backend.status()).call_info?.contact_phone).toBe(client);
  await backend.call('hangup', { unique_id: other });
  await backend.call('hangup', { unique_id: first });
  expect(await calls()).toEqual([]);
});

test("when the second call can't be answered the first comes off hold, and a swap that fails changes nothing", async () => {
  const first = await backend.answerCall(client);
  backend.app.simulator.incoming(second, ['101'], ringing);
  backend.app.simulator.refuseNext('answer', 'AgentUnavailable');
  const other = await idOf(second);
  expect(await backend.call('answer', { unique_id: other })).toBe('AgentUnavailable');
  expect(await calls()).toEqual([
    ['CONVERSATION', false, client],
    ['RINGING', false, second],
  ]);
  backend.app.simulator.refuseNext('hold', 'TelephonyUnavailable');
  expect(await backend.call('answer', { unique_id: other })).toBe('TelephonyUnavailable');
  expect((await calls())[0]).toEqual(['CONVERSATION', false, client]);
  expect(await backend.call('hangup', { unique_id: first })).toBeNull();
});

test('hold and mute that are already set are accepted without a command to the telephone system', async () => {
  const unique_id = await backend.answerCall(client);
  backend.app.simulator.refuseNext('hold', 'AgentUnavailable');
  backend.app.simulator.refuseNext('mute', 'AgentUnavailable');
  expect([
    await backend.call('set_hold', { is_hold: false, unique_id }),
    await backend.call('set_mute', { is_mute: false }),
    await backend.call('set_hold', { is_hold: true }),
    await backend.call('set_mute', { is_mute: true, unique_id }),
  ]).toEqual([null, null, 'AgentUnavailable', 'AgentUnavailable']);
});

test('a ringing call is rejected by hangup too, with its id or as the only one', async () => {
  await backend.answerCall(client);
  backend.app.simulator.incoming(second, ['101'], ringing);
  expect(await backend.call('hangup', { unique_id: await idOf(second) })).toBeNull();
  expect((await backend.fullStatus()).calls.at(-1)).toMatchObject({ end_reason: 'REJECTED' });
  await backend.call('hangup');
  backend.app.simulator.incoming(second, ['101'], ringing);
  expect([await backend.call('hangup'), await calls()]).toEqual([null, []]);
});

test('a new call can be made when all others are on hold, and not while one rings or is dialled', async () => {
  await backend.answerCall(client);
  expect(await backend.call('originate', { phone: '5550123' })).toBe('AgentBusy');
  await backend.call('set_hold', { is_hold: true });
  backend.app.simulator.incoming(second, ['101'], ringing);
  expect(await backend.call('originate', { phone: '5550123' })).toBe('AgentBusy');
  await backend.call('reject', { unique_id: await idOf(second) });
  expect(await backend.call('originate', { phone: '5550123' })).toBeNull();
  expect(await backend.call('originate', { phone: '5550124' })).toBe('AgentBusy');
  await backend.timer.pass(ANSWERED_MS);
  expect(await calls()).toEqual([
    ['CONVERSATION', true, client],
    ['CONVERSATION', false, '5550123'],
  ]);
});

test('a colleague sees the far hold, and is shown as talking', async () => {
  await backend.talk('102');
  await backend.call('set_hold', { is_hold: true });
  expect((await backend.live(boris))[0]).toMatchObject({ is_far_hold: true, is_hold: false });
  expect(backend.app.simulator.farHold('101', true)).toBe(true);
  expect((await backend.live(boris))[0]).toMatchObject({ is_hold: true });
  expect((await backend.live())[0]).toMatchObject({ is_far_hold: true, is_hold: true });
  expect(backend.app.simulator.farHold('101', false)).toBe(true);
  expect((await backend.live())[0]).toMatchObject({ is_far_hold: false });
});
