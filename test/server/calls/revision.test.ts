import { POLL_WAIT_MS } from '../../../protocol/timing';
import { anna, ANSWERED_MS, boris, originalView, TestBackend, turn } from '../support/startBackend';

let backend: TestBackend;

const NUMBER = '+79101234567';
const ringing = { answersItself: false };

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(async () => {
  await backend.app.close();
});

test('a poll with a revision is compared by the revision alone', async () => {
  const truth = await backend.fullStatus();
  const polls = [
    backend.poll({ ...truth, server_time: 1, calls: [], extra: 1 }),
    backend.poll({ ...truth, revision: truth.revision - 1 }),
    backend.poll({ ...truth, revision: truth.revision + 1 }),
    backend.poll(null),
  ];
  await turn();
  expect(polls.map(({ result }) => result === 'waiting')).toEqual([true, false, false, false]);
  await backend.timer.pass(POLL_WAIT_MS);
  await turn();
  expect(polls[0]?.result).toEqual({ ...truth, server_time: truth.server_time + POLL_WAIT_MS / 1_000 });
});

test('each change answers the polls with a revision, of that agent only', async () => {
  const changes: (() => unknown)[] = [
    () => backend.app.simulator.incoming(NUMBER, ['101'], ringing),
    () => backend.app.simulator.answer('101'),
    () => backend.app.simulator.farHold('101', true),
    () => backend.call('set_mute', { is_mute: true }),
    () => backend.call('set_hold', { is_hold: true }),
    () => backend.call('set_hold', { is_hold: false }),
    () => backend.app.simulator.farHangup('101'),
    () => backend.app.simulator.incoming(NUMBER, ['101'], ringing),
    () => backend.app.simulator.farHangup('101'),
  ];
  const other = backend.poll(await backend.fullStatus(boris), boris);
  let last = 0;
  for (const change of changes) {
    const truth = await backend.fullStatus();
    expect(truth.revision).toBeGreaterThan(last);
    last = truth.revision;
    const waiting = backend.poll(truth);
    await turn();
    expect(waiting.result).toBe('waiting');
    await change();
    await turn();
    expect(waiting.result).toMatchObject({ revision: expect.any(Number) as number });
  }
  expect(other.result).toBe('waiting');
});

test("a poll of the original widget is not answered by changes that it can't show", async () => {
  await backend.answerCall(NUMBER);
  const waiting = backend.poll(originalView(await backend.fullStatus()));
  backend.app.simulator.incoming('5550123', ['101'], ringing);
  backend.app.simulator.farHold('101', true);
  backend.app.simulator.colleagueCalls('102', '101');
  await turn();
  expect(waiting.result).toBe('waiting');
  await backend.call('set_hold', { is_hold: true });
  await turn();
  expect(waiting.result).toMatchObject({ status: 'CONVERSATION', call_info: { is_hold: true } });
});

test('of two calls the original widget gets the conversation, in the fields of its protocol only', async () => {
  await backend.answerCall(NUMBER);
  const second = await backend.answerCall('5550123');
  expect(originalView(await backend.fullStatus())).toEqual({
    status: 'CONVERSATION',
    call_info: {
      unique_id: second,
      contact_name: null,
      contact_id: null,
      contact_phone: '5550123',
      is_hold: false,
      is_mute: false,
      timestamp: backend.timer.now() / 1_000,
    },
  });
});

test('a poll with an older revision is answered at once, and after a burst with the last state', async () => {
  const before = await backend.fullStatus();
  await backend.talk('5550123');
  for (let time = 0; time < 25; time += 1) {
    await backend.call('set_mute', { is_mute: true });
    await backend.call('set_mute', { is_mute: false });
  }
  const late = backend.poll(before);
  await turn();
  expect(late.result).toMatchObject({ calls: [{ is_mute: false, phase: 'CONVERSATION' }] });
});

test('a restart begins with a larger revision, even after a burst, and forgets all calls', async () => {
  await backend.talk('5550123');
  for (let time = 0; time < 25; time += 1) {
    await backend.call('set_mute', { is_mute: true });
    await backend.call('set_mute', { is_mute: false });
  }
  const before = await backend.fullStatus();
  const { timer } = backend;
  await backend.app.close();
  await timer.pass(1_000);
  backend = await TestBackend.start({}, timer);
  const after = await backend.fullStatus();
  expect(after.revision).toBeGreaterThan(before.revision);
  expect(after.calls).toEqual([]);
  const waiting = backend.poll(before);
  await turn();
  expect(waiting.result).toMatchObject({ calls: [], revision: after.revision });
  expect((await backend.fullStatus()).revision).toBe(after.revision);
});

test('a backend that stops leaves no timer, whatever state calls are in', async () => {
  await backend.talk('5550123');
  await backend.call('hangup', { command_id: 'a' });
  backend.app.simulator.incoming(NUMBER, ['101', '102'], { ...ringing, givesUpMs: 60_000 });
  void backend.poll(await backend.fullStatus(), anna);
  await turn();
  expect(backend.timer.pending).toBeGreaterThan(2);
  await backend.app.close();
  expect(backend.timer.pending).toBe(0);
  await backend.timer.pass(ANSWERED_MS);
});
