/** @jest-environment ./test/support/jsdomEnvironment.js */
import { Failure } from '../../../src/domain/Failure';
import { ProofChannel } from '../../../src/infrastructure/proof/ProofChannel';
import type { ProvenSession } from '../../../src/infrastructure/proof/ProofState';
import { SharedProof } from '../../../src/infrastructure/proof/SharedProof';
import { FakeTabs } from '../../support/FakeTabs';

const LIFE_MS = 10_000;

let tabs: FakeTabs;
let opened: number;
/** The index of the tab that leads. */
let leading: number;
/** What the next exchanges end with, in place of a session. */
let failures: Failure[];
let noAgent: ProvenSession['noAgent'];

beforeEach(() => {
  jest.useFakeTimers();
  tabs = new FakeTabs();
  opened = 0;
  leading = 0;
  failures = [];
  noAgent = null;
});

afterEach(() => {
  tabs.close();
  jest.useRealTimers();
});

/** Opens a tab of the user. @param index its number, from 0 */
function open(index: number): SharedProof {
  const tab = tabs.open();
  return new SharedProof(
    {
      open: async () => {
        await Promise.resolve();
        opened += 1;
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        return { token: `t${opened}`, endsAt: Date.now() + LIFE_MS, noAgent };
      },
      channel: new ProofChannel(tab.channel('proof'), tab.scope),
      isLeader: () => leading === index,
    },
    tab.scope,
  );
}

const echo = (token: string): Promise<string> => Promise.resolve(token);
const pass = (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms);

/** Rejects as the backend does, for tokens that it no longer accepts. */
function refusing(detail: string, ...refused: string[]): (token: string) => Promise<string> {
  return (token) =>
    refused.includes(token) ? Promise.reject(new Failure('refused', detail)) : Promise.resolve(token);
}

test('many tabs that ask at once make one exchange, in the leading tab', async () => {
  const all = [0, 1, 2, 3, 4].map(open);
  const asked = all.map((tab) => [tab.run(echo), tab.run(echo)]).flat();
  await pass();
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['t1']));
  expect(opened).toBe(1);
});

test('after a sleep beyond the end, tabs that wake at once make one exchange', async () => {
  const all = [0, 1, 2].map(open);
  await pass();
  await Promise.all([all.map((tab) => tab.run(echo)), pass()].flat());
  // The computer sleeps: no timer fires, and the clock goes on.
  jest.setSystemTime(Date.now() + 2 * LIFE_MS);
  const asked = all.map((tab) => tab.run(echo));
  await pass();
  expect(await Promise.all(asked)).toEqual(['t2', 't2', 't2']);
  expect(opened).toBe(2);
});

test('the session is renewed before its end, and no request waits for that', async () => {
  const all = [0, 1].map(open);
  const first = Promise.all(all.map((tab) => tab.run(echo)));
  await pass();
  expect(await first).toEqual(['t1', 't1']);
  await pass(LIFE_MS * 0.9);
  expect(opened).toBe(2);
  expect(await Promise.all(all.map((tab) => tab.run(echo)))).toEqual(['t2', 't2']);
});

test('a token that the backend refuses is exchanged once more, for all tabs together', async () => {
  const all = [0, 1, 2].map(open);
  const asked = all.map((tab) => tab.run(refusing('SessionExpired', 't1')));
  await pass();
  expect(await Promise.all(asked)).toEqual(['t2', 't2', 't2']);
  expect(opened).toBe(2);
});

test('when the new token is refused, too, the browser has another user; nothing is repeated without end', async () => {
  const tab = open(0);
  const asked = tab.run(refusing('SessionExpired', 't1', 't2')).catch((error: unknown) => error);
  await pass();
  expect(await asked).toMatchObject({ reason: 'refused', detail: 'proof.otherUser' });
  expect(opened).toBe(2);
});

test('a failed exchange fails in all tabs that wait, and the next request tries again', async () => {
  failures = [new Failure('refused', 'TokenRefused')];
  const all = [0, 1].map(open);
  const asked = all.map((tab) => tab.run(echo).catch((error: unknown) => error));
  await pass();
  expect(await Promise.all(asked)).toMatchObject([{ detail: 'TokenRefused' }, { detail: 'TokenRefused' }]);
  const again = all[1]?.run(echo);
  await pass();
  expect(await again).toBe('t2');
});

test('a follower whose leader has gone gets its session from the next one, itself', async () => {
  leading = -1;
  const tab = open(1);
  const asked = tab.run(echo);
  await pass();
  expect(opened).toBe(0);
  leading = 1;
  await pass(1_000);
  expect(await asked).toBe('t1');
});

test('without an answer of a leading tab a request fails in the end', async () => {
  leading = -1;
  const asked = open(1)
    .run(echo)
    .catch((error: unknown) => error);
  await pass(60_000);
  expect(await asked).toMatchObject({ reason: 'timeout' });
});

test('a user without an extension is told whom to ask', async () => {
  noAgent = { reason: 'noExtension', ask: 'Olga' };
  const asked = open(0)
    .run(refusing('UnknownAgent', 't1'))
    .catch((error: unknown) => error);
  await pass();
  expect(await asked).toMatchObject({ reason: 'noExtension', detail: 'Olga' });
});

test('while amoCRM does not tell its users, the next session may know the user', async () => {
  noAgent = { reason: 'usersUnread', ask: null };
  const tab = open(0);
  const asked = tab.run(refusing('UnknownAgent', 't1', 't2')).catch((error: unknown) => error);
  await pass();
  expect(await asked).toMatchObject({ reason: 'refused', detail: 'proof.usersUnread' });
});
