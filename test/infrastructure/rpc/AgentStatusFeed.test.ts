/** @jest-environment ./test/support/jsdomEnvironment.js */
import type { AgentStatus } from '../../../protocol/agentStatus';
import { WIDGET_WAIT_MS } from '../../../protocol/timing';
import { MAX_BACKOFF_MS, MIN_BACKOFF_MS } from '../../../src/infrastructure/rpc/pollDelay';
import { wireStatus } from '../../support/wireStatus';
import { startFeed } from './support/startFeed';

const talking: AgentStatus = {
  status: 'CONVERSATION',
  call_info: {
    unique_id: 'u1',
    contact_name: null,
    contact_id: 77,
    contact_phone: '+7',
    is_hold: false,
    is_mute: false,
    timestamp: 1.5,
    extra: 'kept',
  },
};
const idle: AgentStatus = { status: 'NOT_CONVERSATION', call_info: null };

test('polls one after another and sends the last status back, unknown fields included', async () => {
  const { backend, heard, currentStatuses, pass } = startFeed();
  await pass();
  backend.poll().answer(talking);
  await pass();
  expect(backend.waiting).toHaveLength(1);
  backend.poll().answer(idle);
  await pass();
  expect(currentStatuses()).toEqual([idle, talking, idle]);
  expect(heard).toEqual([talking, idle]);
});

test('asks for cards and for the missed clients where the backend has our extension, and for nothing new elsewhere', async () => {
  const { backend, pass } = startFeed();
  const asks = (): string[] => Object.keys(backend.poll().request.content.params);
  await pass();
  expect(asks()).toEqual(['current_status']);
  backend.poll().answer(wireStatus(1, []));
  await pass();
  expect(asks()).toEqual(['current_status', 'cards', 'missed_clients']);
});

test('a change of the missed clients alone is news, and is sent back', async () => {
  const { backend, currentStatuses, pass } = startFeed();
  for (let turn = 0; turn < 10; turn += 1) {
    await pass();
    backend.poll().answer({ ...wireStatus(1, []), missed_clients: 100 + turn });
  }
  // Ten answers at once with nothing new would be followed by a pause.
  await pass();
  expect(backend.waiting).toHaveLength(1);
  expect(currentStatuses().at(-1)).toMatchObject({ revision: 1, missed_clients: 109 });
});

test('"no change" reports the last status again, with the time at which it came', async () => {
  const { backend, heard, heardAt, pass } = startFeed();
  await pass();
  backend.poll().answer(talking);
  await pass(8_000);
  const saidAt = heardAt[0];
  backend.poll().raw({ headers: { status_code: '408' } });
  await pass();
  expect(heard).toEqual([talking, talking]);
  expect([saidAt, heardAt[1], Date.now()]).toEqual([heardAt[0], saidAt, (saidAt ?? 0) + 8_000]);
  expect(backend.waiting).toHaveLength(1);
});

test.each<[string, unknown]>([
  ['null', null],
  [
    'an odd status',
    { headers: { status_code: 200 }, content: { id: 1, result: { result: { status: 'RINGING' } } } },
  ],
  [
    'a call without its facts',
    {
      headers: { status_code: 200 },
      content: { id: 1, result: { result: { status: 'CONVERSATION', call_info: {} } } },
    },
  ],
  ['JSON-RPC error', { headers: { status_code: 200 }, content: { id: 1, error: { code: 1 } } }],
  ['a null result', { headers: { status_code: 200 }, content: { id: 1, result: null } }],
  ['401', { headers: { status_code: 401 } }],
  ['HTML', '<html>'],
])('continues after %s, and the next call is reported', async (_what, body) => {
  const { backend, heard, pass } = startFeed();
  await pass();
  backend.poll().raw(body);
  await pass();
  expect([heard.length, backend.waiting.length]).toEqual([1, 0]);
  await pass(2 * MIN_BACKOFF_MS);
  backend.poll().answer(talking);
  await pass();
  expect(heard[1]).toEqual(talking);
});

test('backs off while the backend is down, and polls at once when the page comes into view or the network returns', async () => {
  const { backend, pass } = startFeed();
  const failOnce = async (): Promise<void> => {
    await pass();
    backend.poll().fail();
    await pass();
  };
  for (let turn = 0; turn < 8; turn += 1) {
    await failOnce();
    window.dispatchEvent(new Event('online'));
  }
  await failOnce();
  await pass(MAX_BACKOFF_MS / 2 - 1);
  expect(backend.waiting).toEqual([]);
  window.dispatchEvent(new Event('online'));
  await failOnce();
  expect(backend.waiting).toEqual([]);
  document.dispatchEvent(new Event('visibilitychange'));
  await pass();
  expect(backend.waiting).toHaveLength(1);
});

test('a poll without an answer is cancelled and sent again', async () => {
  const { heard, pass } = startFeed();
  await pass(WIDGET_WAIT_MS);
  expect(heard).toEqual(['timeout']);
});

test('after many quick changes there is no pause between polls', async () => {
  const { backend, heard, pass } = startFeed();
  for (let turn = 0; turn < 50; turn += 1) {
    await pass();
    backend.poll().answer(turn % 2 === 0 ? talking : idle);
  }
  await pass();
  expect([heard.length, backend.waiting.length]).toEqual([50, 1]);
});

test.each([
  ['with nothing new', 3, 500, () => idle],
  ['with news that never end', 61, 100, (turn: number) => (turn % 2 === 0 ? talking : idle)],
] as const)(
  'a backend that answers at once all the time, %s, is not asked all the time',
  async (_what, allowed, pauseMs, status) => {
    const { backend, pass } = startFeed();
    for (let turn = 0; turn < allowed; turn += 1) {
      await pass();
      backend.poll().answer(status(turn));
    }
    await pass(pauseMs - 1);
    expect(backend.waiting).toEqual([]);
    await pass(1);
    expect(backend.waiting).toHaveLength(1);
  },
);

test('closing the scope leaves no timer and no request, and nothing more is reported', async () => {
  for (const where of ['in a poll', 'in a pause']) {
    const { backend, heard, ended, scope, life, pass } = startFeed();
    await pass();
    if (where === 'in a pause') backend.poll().fail();
    await pass();
    const before = heard.length;
    scope.close();
    life.close();
    await ended;
    window.dispatchEvent(new Event('online'));
    await pass(60_000);
    expect([heard.length, backend.seen.length, jest.getTimerCount()]).toEqual([before, 2, 0]);
  }
});
