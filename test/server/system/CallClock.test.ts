import { CallClock } from '../../../server/system/CallClock';
import { FakeTimer } from '../../support/FakeTimer';

const HOURS_MS = 5 * 3_600_000;

test.each([HOURS_MS, -HOURS_MS])('a jump of %d ms in a call changes no duration', async (jump) => {
  const timer = new FakeTimer();
  const clock = new CallClock(timer);
  let isBusy = true;
  clock.watch(() => isBusy);
  const begin = clock.now();
  expect(begin).toBe(timer.now());
  await timer.pass(2_000);
  timer.jump(jump);
  await timer.pass(1_000);
  expect([clock.now() - begin, clock.correction()]).toEqual([3_000, jump]);
  isBusy = false;
  await timer.pass(1_000);
  expect([clock.now(), clock.correction()]).toEqual([timer.now(), 0]);
});

test('without a call the clock of the machine is followed at once', async () => {
  const timer = new FakeTimer();
  const clock = new CallClock(timer);
  timer.jump(HOURS_MS);
  expect(clock.now()).toBe(timer.now());
  await timer.pass(10);
  timer.jump(-2 * HOURS_MS);
  await timer.pass(1_000);
  expect(clock.now()).toBe(timer.now());
});
