import type { CallEvent } from '../../../../server/calls/CallEvent';
import { readPushFields } from '../../../../server/telephony/megafon/wire/readPushFields';
import { readPush } from '../../../../server/telephony/megafon/pushes/readPush';
import { VatsCallTracker } from '../../../../server/telephony/megafon/tracking/VatsCallTracker';
import { FakeTimer } from '../../../support/FakeTimer';
import { VatsCall, writePush } from '../../../support/megafon/vatsPushes';

const ANDY = { user: 'andy', ext: '701' };
const CLIENT = '79101234567';

let timer: FakeTimer;
let reported: CallEvent[];
let tracker: VatsCallTracker;

beforeEach(() => {
  timer = new FakeTimer();
  reported = [];
  tracker = new VatsCallTracker({
    clock: timer,
    listener: { call: (_extension, event) => reported.push(event), finished: () => undefined },
    numbering: { toCrm: (number) => `+${number}`, isColleague: () => false },
    personOf: (_user, extension) => extension,
    longestMs: 3_600_000,
  });
});

afterEach(() => {
  tracker.close();
  expect(timer.pending).toBe(0);
});

function take({ pushes }: VatsCall): void {
  for (const fields of pushes) {
    const push = readPush(
      readPushFields(writePush(fields, 'token').body, (form) => new URLSearchParams(form))!,
    );
    if (push.kind === 'event') tracker.handleEvent(push);
    if (push.kind === 'history') tracker.handleHistory(push);
  }
}

const types = (): string[] => reported.map(({ type }) => type);

test('a push that comes before the answer to the order is its call, and the answer adds none', () => {
  const order = tracker.addOrder('701', CLIENT);
  take(new VatsCall('c1', CLIENT, 'out').dials(ANDY));
  tracker.orderAccepted(order, 'made-1');
  expect(reported).toMatchObject([{ type: 'began', id: 'c1/701', direction: 'outbound' }]);
});

test('an order is found by its id, whatever number the push has', () => {
  const order = tracker.addOrder('701', CLIENT);
  tracker.orderAccepted(order, 'c1');
  take(new VatsCall('c1', '', 'out').dials(ANDY).accepted(ANDY));
  expect(types()).toEqual(['began', 'answered']);
  expect(new Set(reported.map(({ id }) => id))).toEqual(new Set([order]));
});

test.each([
  ['another number', new VatsCall('c1', '79160000000', 'out').dials(ANDY)],
  ['another agent', new VatsCall('c1', CLIENT, 'out').dials({ user: 'vera', ext: '704' })],
  ['a client who calls', new VatsCall('c1', CLIENT, 'in').rings(ANDY)],
])('%s is a call of its own', (_what, call) => {
  tracker.orderAccepted(tracker.addOrder('701', CLIENT), null);
  take(call);
  expect(types()).toEqual(['began', 'began']);
  expect(new Set(reported.map(({ id }) => id)).size).toBe(2);
});

test('one order is one call: the second is another', () => {
  tracker.orderAccepted(tracker.addOrder('701', CLIENT), null);
  take(new VatsCall('c1', CLIENT, 'out').dials(ANDY).cancelled(ANDY));
  take(new VatsCall('c2', CLIENT, 'out').dials(ANDY));
  expect(types()).toEqual(['began', 'ended', 'began']);
  expect(reported.at(-1)).toMatchObject({ id: 'c2/701' });
});

test('an order that was given up is a new call when its push comes, outgoing without its saying so', async () => {
  tracker.orderAccepted(tracker.addOrder('701', CLIENT), null);
  await timer.pass(60_000);
  expect(reported.at(-1)).toMatchObject({ type: 'ended', reason: 'noAnswer' });
  take(new VatsCall('c1', CLIENT, 'in', true).rings(ANDY));
  expect(reported.at(-1)).toMatchObject({
    type: 'began',
    id: 'c1/701',
    direction: 'outbound',
    phase: 'dialing',
  });
});

test('after five minutes nothing is known of an order', async () => {
  tracker.orderAccepted(tracker.addOrder('701', CLIENT), null);
  await timer.pass(300_000);
  take(new VatsCall('c1', CLIENT, 'in', true).rings(ANDY));
  expect(reported.at(-1)).toMatchObject({ direction: 'inbound', phase: 'ringing' });
});

test('an order that was refused is forgotten', () => {
  tracker.orderRefused(tracker.addOrder('701', CLIENT));
  take(new VatsCall('c1', CLIENT, 'in', true).rings(ANDY));
  expect(reported).toMatchObject([{ direction: 'inbound' }]);
});

test('a history alone ends an order that was shown', () => {
  const order = tracker.addOrder('701', CLIENT);
  tracker.orderAccepted(order, 'c1');
  take(new VatsCall('c1', CLIENT, 'out').history(ANDY, 'Busy'));
  expect(reported.at(-1)).toMatchObject({ type: 'ended', id: order, reason: 'busy' });
});

test.each([
  ['younger', 0, ['began', 'answered', 'ended']],
  ['older', -3_600_000, ['began']],
])('a history of another id, %s than the order', (_age, ms, story) => {
  tracker.orderAccepted(tracker.addOrder('701', CLIENT), 'made-1');
  const start = new Date(timer.now() + ms).toISOString();
  take(new VatsCall('c1', CLIENT, 'out').history(ANDY, 'Success', { start, duration: '5' }));
  expect(types()).toEqual(story);
});

test('a history that comes before the answer leaves no call behind', () => {
  const order = tracker.addOrder('701', CLIENT);
  const start = new Date(timer.now()).toISOString();
  take(new VatsCall('c1', CLIENT, 'out').history(ANDY, 'NotAvailable', { start }));
  tracker.orderAccepted(order, 'c1');
  expect(reported).toEqual([]);
});
