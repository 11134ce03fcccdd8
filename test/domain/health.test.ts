import { Failure, type FailureReason } from '../../src/domain/Failure';
import { HealthWatch } from '../../src/domain/notifications/HealthWatch';
import type { Notice } from '../../src/domain/notifications/Notice';
import { OUTAGE_MS } from '../../src/domain/notifications/HealthNews';
import { unknownHealth, type ServerHealth } from '../../src/domain/notifications/ServerHealth';
import { Store } from '../../src/domain/Store';
import { FakeTimer } from '../support/FakeTimer';

const QUIET_MS = 300_000;

function setUp() {
  const timer = new FakeTimer();
  const notices: Notice[] = [];
  const health = new Store<ServerHealth>(unknownHealth);
  const watch = new HealthWatch(health, { show: (notice) => notices.push(notice) }, timer, QUIET_MS);
  const fail = (reason: FailureReason = 'unreachable'): void => watch.failed(new Failure(reason));
  const outage = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) {
      fail();
      await timer.pass(OUTAGE_MS / 2);
    }
  };
  return { timer, health, watch, fail, outage, said: () => notices.map(({ kind }) => kind) };
}

test('one lost request is no outage, nor are many within a moment', () => {
  const { health, watch, fail, said } = setUp();
  fail();
  watch.succeeded();
  fail();
  fail();
  fail();
  fail();
  expect([said(), health.get().state]).toEqual([[], 'shaky']);
});

test('an outage causes one notice, and its end another one', async () => {
  const { watch, fail, outage, said } = setUp();
  watch.succeeded();
  await outage();
  fail();
  fail();
  expect(said()).toEqual(['serverLost']);
  watch.succeeded();
  watch.succeeded();
  expect(said()).toEqual(['serverLost', 'serverBack']);
});

test('of outages close to each other one causes a notice; the next after NOTIFICATON_DELAY does again', async () => {
  const { timer, watch, outage, said } = setUp();
  await outage();
  watch.succeeded();
  await outage();
  watch.succeeded();
  expect(said()).toEqual(['serverLost', 'serverBack']);
  await timer.pass(QUIET_MS);
  await outage();
  expect(said()).toEqual(['serverLost', 'serverBack', 'serverLost']);
});

test.each(['unauthorized', 'incompatible', 'refused'] as const)(
  'a clear refusal (%s) is reported at once',
  (reason) => {
    const { health, fail, said } = setUp();
    fail(reason);
    expect([said(), health.get().state]).toEqual([['serverLost'], 'down']);
  },
);

test('the health has the failure of the last request', async () => {
  const { health, fail, outage, said } = setUp();
  await outage();
  fail('unauthorized');
  expect([health.get(), said()]).toMatchObject([{ failure: { reason: 'unauthorized' } }, ['serverLost']]);
});

test('a cancelled request does not change the health', () => {
  const { health, fail, said } = setUp();
  for (let turn = 0; turn < 5; turn += 1) fail('cancelled');
  expect([said(), health.get().state]).toEqual([[], 'unknown']);
});
