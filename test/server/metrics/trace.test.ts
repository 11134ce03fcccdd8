import { settle } from '../../support/FakeTimer';
import { TestBackend, turn } from '../support/startBackend';

const NUMBER = '+79101234567';

let backend: TestBackend;

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(async () => {
  await backend.app.close();
});

/** Log entries of level `info` and above. */
function lines(): Record<string, unknown>[] {
  return backend.log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ level }) => (level as number) >= 30);
}

/** Value of a metric in `/metrics`. */
async function figure(name: string): Promise<number> {
  const { body } = await backend.app.http.inject('/metrics');
  const line = body.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1));
}

test('all log entries of a call have its trace, from the event to the answer of the command, and none has its number', async () => {
  const before = await backend.fullStatus();
  const poll = backend.poll(before);
  await turn();
  backend.app.simulator.incoming(NUMBER, ['101', '102'], { answersItself: false });
  await turn();
  const ringing = poll.result === 'waiting' ? null : poll.result.calls[0];
  const id = ringing!.unique_id;
  const second = backend.poll(poll.result as never);
  await turn();
  expect(await backend.call('answer', { unique_id: id, command_id: `answer:${id}` })).toBeNull();
  await turn();
  expect(second.result).not.toBe('waiting');
  expect(await backend.call('hangup', { unique_id: id, command_id: `hangup:${id}` })).toBeNull();

  const traced = lines().filter(({ trace }) => trace !== undefined);
  const reported = traced.map(({ msg, type, method }) => [msg, type ?? method ?? '']);
  expect(reported).toEqual(
    expect.arrayContaining([
      ['event', 'began'],
      ['answered', 'get_agent_status'],
      ['event', 'answered'],
      ['answered', 'answer'],
      ['event', 'ended'],
      ['answered', 'hangup'],
      ['call over', ''],
    ]),
  );
  expect(new Set(traced.map(({ trace }) => trace)).size).toBe(1);
  expect(new Set(traced.map(({ extension }) => extension))).toEqual(new Set(['101', '102']));
  expect(traced.find(({ method }) => method === 'answer')).toMatchObject({
    extension: '101',
    call: id,
    command: `answer:${id}`,
    outcome: 'success',
  });
  expect(lines().some((line) => JSON.stringify(line).includes(NUMBER.slice(1)))).toBe(false);
});

test('the time from event to answer is measured for held polls only', async () => {
  const poll = backend.poll(await backend.fullStatus());
  await turn();
  backend.app.simulator.incoming(NUMBER, ['101'], { answersItself: false });
  await turn();
  expect(poll.result).not.toBe('waiting');
  await backend.timer.pass(5_000);
  // A poll with an older status is answered at once and must not be measured.
  await backend.fullStatus();
  expect(await figure('asteriskng_event_to_answer_seconds_count')).toBe(1);
  expect(await figure('asteriskng_event_to_answer_seconds_sum')).toBe(0);
  expect(lines().filter(({ sinceEventMs }) => sinceEventMs !== undefined)).toHaveLength(1);
});

test('polls, calls, requests and refusals are counted', async () => {
  void backend.poll(await backend.fullStatus());
  await turn();
  expect(await figure('asteriskng_waiting_polls')).toBe(1);
  backend.app.simulator.incoming(NUMBER, ['101', '102'], { answersItself: false });
  expect(await figure('asteriskng_calls{phase="ringing"}')).toBe(2);
  expect(await figure('asteriskng_events_total{type="began"}')).toBe(2);
  await backend.post('json=1', { key: 'a-wrong-key' });
  await backend.post('x', { type: 'multipart/form-data' });
  await backend.send({});
  await backend.call('hangup', { unique_id: 'nowhere' });
  await settle();
  expect(await figure('asteriskng_requests_total{method="",outcome="401"}')).toBe(1);
  expect(await figure('asteriskng_requests_total{method="",outcome="400"}')).toBe(2);
  expect(await figure('asteriskng_requests_total{method="hangup",outcome="NoActiveCall"}')).toBe(1);
  expect(await figure('asteriskng_requests_total{method="get_agent_status",outcome="success"}')).toBe(2);
  expect(await figure('asteriskng_telephony_up')).toBe(1);
  expect(await figure('asteriskng_leader')).toBe(1);
});

test('metrics can be switched off', async () => {
  const silent = await TestBackend.start({ metrics: { enabled: false } });
  expect((await silent.app.http.inject('/metrics')).statusCode).toBe(404);
  await silent.app.close();
});
