/** @jest-environment ./test/support/jsdomEnvironment.js */
import { NOT_IN_CONVERSATION } from '../../../protocol/agentStatus';
import { PING_LIMIT_MS } from '../../../protocol/timing';
import { MAX_CALL_BACKOFF_MS, MIN_BACKOFF_MS } from '../../../src/infrastructure/rpc/pollDelay';
import { allMethods, FakeBackend } from '../../support/FakeBackend';
import { wireCall, wireStatus } from '../../support/wireStatus';
import { startFeed } from './support/startFeed';

const revisionAlone = { status: 'NOT_CONVERSATION', call_info: null, revision: 3, telephony_link: 'UP' };

function extended(): FakeBackend {
  const backend = new FakeBackend();
  backend.methods = allMethods;
  return backend;
}

type Poll = ReturnType<FakeBackend['poll']>;

test('the backend is pinged before the first poll, once', async () => {
  const { backend, pings, pass } = startFeed();
  await pass();
  backend.poll().answer(NOT_IN_CONVERSATION);
  await pass();
  expect(backend.seen.map(({ content }) => content.method)).toEqual([
    'ping',
    'get_agent_status',
    'get_agent_status',
  ]);
  expect(pings).toEqual([null]);
});

test('a backend that lists its methods gets a null status, so that it answers at once', async () => {
  const { backend, pings, currentStatuses, pass } = startFeed(extended());
  await pass();
  const status = wireStatus(3, [wireCall('a')]);
  backend.poll().answer(status);
  await pass();
  expect(pings).toEqual([allMethods]);
  expect(currentStatuses()).toEqual([null, revisionAlone]);
});

test('"no change" in answer to a poll without a revision is ignored: the poll is sent again', async () => {
  const { backend, currentStatuses, pass } = startFeed(extended());
  await pass();
  backend.poll().raw({ headers: { status_code: 408 } });
  await pass();
  expect(currentStatuses()).toEqual([null, null]);
});

test('after a failure it is pinged again, since it may have been replaced by another version', async () => {
  const { backend, pings, currentStatuses, pass } = startFeed();
  await pass();
  backend.poll().fail();
  backend.methods = allMethods;
  await pass(2 * MIN_BACKOFF_MS);
  expect(pings).toEqual([null, allMethods]);
  expect(currentStatuses()).toEqual([NOT_IN_CONVERSATION, null]);
});

test('after an outage the first poll has the revision of the last status', async () => {
  const { backend, currentStatuses, pass } = startFeed(extended());
  const status = wireStatus(3, [wireCall('a')]);
  await pass();
  backend.poll().answer(status);
  await pass();
  backend.poll().fail();
  await pass(2 * MIN_BACKOFF_MS);
  expect(currentStatuses()).toEqual([null, revisionAlone, revisionAlone]);
});

test('it polls even without an answer to the ping', async () => {
  const backend = new FakeBackend();
  backend.answersItself = false;
  const { pings, pass } = startFeed(backend);
  await pass(PING_LIMIT_MS);
  expect([pings, backend.count('get_agent_status')]).toEqual([[], 1]);
});

test('a status of the same revision changes nothing, whenever it was written', async () => {
  const { backend, heard, pass } = startFeed(extended());
  for (let turn = 0; turn < 4; turn += 1) {
    await pass();
    backend.poll().answer(wireStatus(3, [wireCall('a')], { server_time: turn }));
  }
  await pass(499);
  expect([heard.length, backend.count('get_agent_status')]).toEqual([4, 4]);
  await pass(1);
  expect(backend.count('get_agent_status')).toBe(5);
});

test('an answer with a lower revision is ignored, and accepted when the next one is lower too', async () => {
  const { backend, heard, currentStatuses, pass } = startFeed(extended());
  const newer = wireStatus(9, [wireCall('a')], { server_time: 90 });
  const older = wireStatus(4, [], { server_time: 40 });
  await pass();
  backend.poll().answer(newer);
  await pass();
  // A delayed answer, even if it comes more than once.
  for (let turn = 0; turn < 3; turn += 1) {
    backend.poll().answer(older);
    await pass(1_000);
  }
  expect(heard.at(-1)).toEqual(newer);
  expect(currentStatuses().at(-1)).toMatchObject({ revision: 9 });
  backend.poll().answer(newer);
  await pass(1_000);
  // The backend's clock was set back while it was down.
  backend.poll().answer({ ...older, server_time: 41 });
  await pass(1_000);
  backend.poll().answer({ ...older, server_time: 42 });
  await pass();
  expect(heard.at(-1)).toEqual({ ...older, server_time: 42 });
});

test('a feed whose scope closes during the ping does not poll', async () => {
  const backend = new FakeBackend();
  backend.answersItself = false;
  const { scope, ended, pings, pass } = startFeed(backend);
  await pass();
  scope.close();
  backend.waiting[0]?.answer({ ping: 'pong' });
  await pass();
  expect([backend.count('get_agent_status'), pings]).toEqual([0, []]);
  backend.waiting[0]?.answer(NOT_IN_CONVERSATION);
  await ended;
});

test('a feed whose scope closes during a poll does not report its answer', async () => {
  const { backend, scope, heard, ended, pass } = startFeed();
  await pass();
  scope.close();
  backend.poll().answer(NOT_IN_CONVERSATION);
  await ended;
  expect([heard, backend.count('get_agent_status')]).toEqual([[], 1]);
});

test.each([
  ['can not read (400)', 'protocol', (poll: Poll) => poll.raw({ headers: { status_code: 400 } })],
  ['finds too long (413)', 'protocol', (poll: Poll) => poll.raw({ headers: { status_code: 413 } })],
  ['is kept from by a proxy that finds it too long', 'malformed', (poll: Poll) => poll.fail({ status: 413 })],
] as const)(
  'a poll that a backend with revisions %s is sent again without a revision',
  async (_what, reason, refuse) => {
    const { backend, currentStatuses, heard, pass } = startFeed(extended());
    const status = wireStatus(3, [wireCall('a')]);
    await pass();
    backend.poll().answer(status);
    await pass();
    refuse(backend.poll());
    await pass(2 * MIN_BACKOFF_MS);
    expect(currentStatuses().at(-1)).toBeNull();
    backend.poll().answer(status);
    await pass();
    expect(heard).toEqual([status, reason, status]);
  },
);

test('a backend without revisions that can not read a poll is sent "no conversation" next', async () => {
  const { backend, currentStatuses, pass } = startFeed();
  const call_info = { unique_id: 'a', contact_phone: '1', is_hold: false, is_mute: false, timestamp: 1 };
  await pass();
  backend.poll().answer({ status: 'CONVERSATION', call_info });
  await pass();
  backend.poll().raw({ headers: { status_code: 400 } });
  await pass(2 * MIN_BACKOFF_MS);
  expect(currentStatuses().at(-1)).toEqual(NOT_IN_CONVERSATION);
});

test('a user without an agent is reported as a failure as soon as ping is answered', async () => {
  const backend = new FakeBackend();
  backend.answersItself = false;
  const { heard, pass } = startFeed(backend);
  await pass();
  backend.waiting[0]?.answer({ ping: 'pong', agent: null, methods: ['ping'] });
  await pass();
  expect(heard).toEqual(['refused']);
});

test('refresh cancels the waiting poll and polls at once, without reporting a failure', async () => {
  const { backend, feed, heard, pass } = startFeed();
  await pass();
  const before = backend.count('get_agent_status');
  feed.refresh();
  await pass();
  expect([backend.count('get_agent_status'), heard]).toEqual([before + 1, []]);
});

test('a poll that waits when the network returns is cancelled and sent again', async () => {
  const { backend, heard, pass } = startFeed(extended());
  await pass();
  backend.poll().answer(wireStatus(3, [wireCall('a')]));
  await pass();
  const before = backend.count('get_agent_status');
  window.dispatchEvent(new Event('online'));
  await pass();
  expect([backend.count('get_agent_status'), heard.includes('cancelled')]).toEqual([before + 1, false]);
});

test('the new poll does not wait, even after an earlier failure', async () => {
  const { backend, pass } = startFeed(extended());
  await pass();
  backend.poll().fail();
  await pass(2 * MIN_BACKOFF_MS);
  const before = backend.count('get_agent_status');
  window.dispatchEvent(new Event('online'));
  await pass();
  expect(backend.count('get_agent_status')).toBe(before + 1);
});

test('while a call is shown a pause lasts two seconds at most, however long the outage', async () => {
  const { backend, pass } = startFeed(extended());
  await pass();
  backend.poll().answer(wireStatus(3, [wireCall('a')]));
  await pass();
  for (let turn = 0; turn < 12; turn += 1) {
    backend.poll().fail();
    await pass(MAX_CALL_BACKOFF_MS);
  }
  expect(backend.waiting).toHaveLength(1);
});
