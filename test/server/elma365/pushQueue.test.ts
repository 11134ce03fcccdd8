import fc from 'fast-check';
import type { ElmaPush } from '../../../server/elma365/elma365Wire';
import {
  MOST_WAITING,
  pushPauses,
  verdictOf,
  withPush,
  type PushAnswer,
} from '../../../server/elma365/WaitingPush';
import { backOff } from '../../../protocol/backOff';
import { PushQueue } from '../../../server/elma365/PushQueue';
import { FakeTimer } from '../../support/FakeTimer';

const event = (id: string): ElmaPush => ({
  type: 'event',
  id,
  call: 'c',
  way: 'in',
  outcome: 'unknown',
  number: '7',
  stage: 'start',
  extension: '101',
});
const record = (id: string): ElmaPush => ({
  type: 'record',
  id,
  call: 'c',
  way: 'in',
  outcome: 'answered',
  number: '7',
  extension: '101',
  startedAt: '2026-04-05T12:00:00.000Z',
  duration: 1,
  via: '',
  recording: '',
});

/** A queue whose far end gives the test's answers; 200 by default. */
class Rig {
  readonly timer = new FakeTimer();
  readonly sent: string[] = [];
  readonly warned: string[] = [];
  readonly answers: PushAnswer[] = [];
  url: string | null = 'https://elma.test/hook';
  signal: AbortSignal | null = null;
  hangs = false;
  readonly queue = new PushQueue(
    this.timer,
    () => this.url,
    (_url, push, signal) => {
      this.sent.push(push.id);
      this.signal = signal;
      return this.hangs
        ? new Promise(() => undefined)
        : Promise.resolve(this.answers.length > 0 ? this.answers.shift()! : 200);
    },
    { warn: (line) => void this.warned.push(line.text('en')) },
  );
}

let rig: Rig;

beforeEach(() => {
  rig = new Rig();
});

test('pushes go one after another in their order', async () => {
  for (const id of ['a', 'b', 'c']) rig.queue.add(event(id));
  expect(rig.sent).toEqual(['a']);
  await rig.timer.pass(0);
  expect(rig.sent).toEqual(['a', 'b', 'c']);
  expect(rig.queue.waiting).toBe(0);
});

test.each<[PushAnswer, string]>([
  [null, 'again'],
  [500, 'again'],
  [401, 'again'],
  [301, 'again'],
  [429, 'again'],
  [400, 'drop'],
  [413, 'drop'],
  [422, 'drop'],
  [200, 'done'],
  [204, 'done'],
])('the answer %s means %s', (answer, verdict) => {
  expect(verdictOf(answer)).toBe(verdict);
});

test('a push that is refused is tried again after a growing pause, in its order', async () => {
  rig.answers.push(null, 500, 503);
  rig.queue.add(record('a'));
  rig.queue.add(record('b'));
  await rig.timer.pass(999);
  expect(rig.sent).toEqual(['a']);
  await rig.timer.pass(1);
  await rig.timer.pass(2_000);
  expect(rig.sent).toEqual(['a', 'a', 'a']);
  await rig.timer.pass(4_000);
  expect(rig.sent).toEqual(['a', 'a', 'a', 'a', 'b']);
  expect(rig.warned).toEqual(['ELMA365 does not accept pushes; they wait']);
});

test('one that is refused for good makes way', async () => {
  rig.answers.push(400);
  rig.queue.add(event('a'));
  rig.queue.add(event('b'));
  await rig.timer.pass(0);
  expect(rig.sent).toEqual(['a', 'b']);
  expect(rig.warned).toEqual(['ELMA365 refused a push']);
});

test('a popup that is half a minute late is not sent any more, a record is', async () => {
  rig.answers.push(...Array.from({ length: 6 }, () => null));
  rig.queue.add(event('a'));
  rig.queue.add(record('b'));
  await rig.timer.pass(30_000);
  // Tried at 0, 1, 3, 7 and 15 s.
  expect(rig.sent).toEqual(['a', 'a', 'a', 'a', 'a']);
  await rig.timer.pass(60_000);
  expect(rig.sent.slice(5)).toEqual(['b', 'b']);
  expect(rig.queue.waiting).toBe(0);
});

test('a record is given up after a day', async () => {
  rig.url = null;
  rig.queue.add(record('a'));
  await rig.timer.pass(24 * 3_600_000 + 1);
  rig.url = 'https://elma.test/hook';
  rig.queue.wake();
  expect([rig.sent, rig.queue.waiting]).toEqual([[], 0]);
});

test('a new address is tried at once', async () => {
  rig.answers.push(404);
  rig.queue.add(record('a'));
  await rig.timer.pass(0);
  expect(rig.timer.pending).toBe(1);
  rig.queue.wake();
  await rig.timer.pass(0);
  expect([rig.sent, rig.timer.pending]).toEqual([['a', 'a'], 0]);
});

test('nothing is sent twice at a time', () => {
  rig.hangs = true;
  rig.queue.add(event('a'));
  rig.queue.add(event('b'));
  rig.queue.wake();
  expect(rig.sent).toEqual(['a']);
});

test('closing ends what is under way and leaves no timer', async () => {
  rig.hangs = true;
  rig.queue.add(event('a'));
  rig.queue.close();
  expect(rig.signal?.aborted).toBe(true);
  rig.queue.add(event('b'));
  rig.queue.wake();
  expect([rig.sent, rig.queue.waiting]).toEqual([['a'], 0]);

  const paused = new Rig();
  paused.answers.push(500);
  paused.queue.add(record('a'));
  await paused.timer.pass(0);
  paused.queue.close();
  expect(paused.timer.pending).toBe(0);

  const late = new Rig();
  late.queue.add(event('a'));
  late.queue.close();
  await late.timer.pass(0);
  expect(late.sent).toEqual(['a']);
});

test('the queue is bounded: events go first, the oldest first', () => {
  const full = Array.from({ length: MOST_WAITING }, (_one, at) => ({
    push: at === 5 ? event('5') : record(String(at)),
    since: 0,
  }));
  const once = withPush(full, { push: record('new'), since: 1 });
  expect([once.length, once[5]?.push.id, once.at(-1)?.push.id]).toEqual([MOST_WAITING, '6', 'new']);
  expect(withPush(once, { push: record('newer'), since: 1 })[0]?.push.id).toBe('1');
});

test('a pause grows and stays within a minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (failures) => {
      const pause = backOff(pushPauses, failures, 0);
      expect(backOff(pushPauses, failures + 1, 0)).toBeGreaterThanOrEqual(pause);
      expect(pause).toBeLessThanOrEqual(60_000);
    }),
  );
});
