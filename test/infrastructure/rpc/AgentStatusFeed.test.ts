/** @jest-environment jsdom */
import fc from 'fast-check';
import type { AgentStatus } from '../../../protocol/agentStatus';
import { WIDGET_WAIT_MS } from '../../../protocol/timing';
import type { Failure } from '../../../src/domain/Failure';
import { amoTransport } from '../../../src/infrastructure/amocrm/AmoTransport';
import { AgentStatusFeed } from '../../../src/infrastructure/rpc/AgentStatusFeed';
import {
  answered,
  failedOnce,
  MAX_BACKOFF_MS,
  MIN_BACKOFF_MS,
  noHistory,
  pollDelay,
} from '../../../src/infrastructure/rpc/pollDelay';
import { RpcClient } from '../../../src/infrastructure/rpc/RpcClient';
import { toCalls } from '../../../src/infrastructure/rpc/toCalls';
import { Scope } from '../../../src/system/Scope';
import { FakeBackend } from '../../support/FakeBackend';

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

beforeEach(() => {
  jest.useFakeTimers();
});

let scope = new Scope();

afterEach(() => {
  scope.close();
  jest.useRealTimers();
});

function setUp() {
  const backend = new FakeBackend();
  scope = new Scope();
  const rpc = new RpcClient(
    amoTransport(backend, 'https://d', 'k'),
    { amouser_email: 'a', amouser_id: 1, widget_version: '1.0.0' },
    scope,
  );
  const heard: unknown[] = [];
  const listener = {
    onStatus: (status: AgentStatus) => heard.push(status),
    onFailure: (failure: Failure) => heard.push(failure.reason),
  };
  const ended = new AgentStatusFeed(rpc, listener, scope, () => 0).run(window);
  const pass = (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms);
  return { backend, heard, ended, pass };
}

test('polls one after another and sends back what it got, unknown fields included', async () => {
  const { backend, heard, pass } = setUp();
  await pass();
  backend.poll().answer(talking);
  await pass();
  expect(backend.waiting).toHaveLength(1);
  backend.poll().answer(idle);
  await pass();
  expect(backend.seen.map(({ content }) => content.params['current_status'])).toEqual([idle, talking, idle]);
  expect(heard).toEqual([talking, idle]);
});

test('"no change" repeats what is known', async () => {
  const { backend, heard, pass } = setUp();
  await pass();
  backend.poll().answer(talking);
  await pass();
  backend.poll().raw({ headers: { status_code: '408' } });
  await pass();
  expect(heard).toEqual([talking, talking]);
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
])('goes on after %s, and the next call is shown', async (_what, body) => {
  const { backend, heard, pass } = setUp();
  await pass();
  backend.poll().raw(body);
  await pass();
  expect([heard.length, backend.waiting.length]).toEqual([1, 0]);
  await pass(2 * MIN_BACKOFF_MS);
  backend.poll().answer(talking);
  await pass();
  expect(heard[1]).toEqual(talking);
});

test('backs off while the backend is dead, and comes back at once when the page is looked at or the network returns', async () => {
  const { backend, pass } = setUp();
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

test('an answer that never comes is given up and asked again', async () => {
  const { heard, pass } = setUp();
  await pass(WIDGET_WAIT_MS);
  expect(heard).toEqual(['timeout']);
});

test('many changes in a moment are all asked for at once', async () => {
  const { backend, heard, pass } = setUp();
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
    const { backend, pass } = setUp();
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

test('closing ends it: no timer, no request, no word', async () => {
  for (const where of ['in a poll', 'in a pause']) {
    const { backend, heard, ended, pass } = setUp();
    await pass();
    if (where === 'in a pause') backend.poll().fail();
    await pass();
    const before = heard.length;
    scope.close();
    await ended;
    window.dispatchEvent(new Event('online'));
    await pass(60_000);
    expect([heard.length, backend.seen.length, jest.getTimerCount()]).toEqual([before, 1, 0]);
  }
});

describe('the pause between polls', () => {
  test('is none after an ordinary answer and grows with failures, within its bounds', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        let history = noHistory;
        for (let turn = 0; turn < failures; turn += 1) history = failedOnce(history);
        const delay = pollDelay(history, random);
        if (failures === 0) expect(delay).toBe(0);
        else {
          expect(delay).toBeGreaterThanOrEqual(MIN_BACKOFF_MS);
          expect(delay).toBeLessThanOrEqual(MAX_BACKOFF_MS);
          expect(pollDelay(failedOnce(history), random)).toBeGreaterThanOrEqual(delay);
        }
        expect(pollDelay(answered(history, 8_000, false), random)).toBe(0);
      }),
    );
  });
});

describe('calls in a status', () => {
  const withInfo = (changes: object): AgentStatus => ({
    ...talking,
    call_info: { ...talking.call_info, ...changes },
  });

  test('wire names and seconds end here', () => {
    expect(toCalls(idle)).toEqual([]);
    expect(toCalls(withInfo({ contact_name: ' Анна ', is_mute: true, is_hold: true }))).toEqual([
      {
        id: 'u1',
        phase: 'held',
        party: { name: 'Анна', number: '+7', contactId: '77' },
        answeredAt: 1_500,
        muted: true,
      },
    ]);
  });

  test.each([['../../logout?x='], ['1/2'], ['<b>'], [''], [null], [undefined], [1.5], [-1]])(
    'a contact id such as %p makes no link',
    (id) => {
      expect(toCalls(withInfo({ contact_id: id, contact_name: ' ' }))[0]?.party).toEqual({
        name: null,
        number: '+7',
        contactId: null,
      });
    },
  );
});
