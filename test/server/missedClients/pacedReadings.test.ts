import { PacedReadings } from '../../../server/missedClients/PacedReadings';
import { FakeTimer, settle } from '../../support/FakeTimer';

/** A list that takes a while to read. */
function paced(tookMs: number) {
  const timer = new FakeTimer();
  const list = { changes: 0, begun: 0 };
  const readings = new PacedReadings({
    read: () => {
      list.begun += 1;
      const at = list.changes;
      return new Promise<number>((resolve) => void timer.after(tookMs, () => resolve(at)));
    },
    changes: () => list.changes,
    clock: timer,
  });
  const answers: (number | string)[] = [];
  const ask = (): void =>
    void readings.of('101').then(
      (answer) => answers.push(answer),
      (cause: unknown) => answers.push(String(cause)),
    );
  return { timer, list, readings, answers, ask };
}

test.each([
  [10, 200],
  [40, 800],
  [500, 1_000],
])('after a reading of %i ms the next one begins %i ms after it has begun', async (tookMs, pauseMs) => {
  const { timer, list, answers, ask } = paced(tookMs);
  ask();
  await timer.pass(tookMs);
  list.changes = 7;
  ask();
  await timer.pass(pauseMs - tookMs - 1);
  expect([list.begun, answers]).toEqual([1, [0]]);
  await timer.pass(1);
  expect(list.begun).toBe(2);
  await timer.pass(tookMs);
  expect(answers).toEqual([0, 7]);
});

test('who changes the list and asks for it on and on takes a bounded share of the time, and each answer has what changed before', async () => {
  const { timer, list, ask, answers } = paced(10);
  for (let ms = 0; ms < 1_000; ms += 1) {
    list.changes += 1;
    ask();
    await timer.pass(1);
  }
  expect(list.begun).toBeLessThanOrEqual(6);
  await timer.pass(1_000);
  expect(answers).toHaveLength(1_000);
  const lists = answers.filter((answer) => typeof answer === 'number');
  expect(lists.length).toBeGreaterThan(5);
  expect(answers.filter((answer) => typeof answer === 'string' && answer.includes('TooMany'))).toHaveLength(
    1_000 - lists.length,
  );
});

test('a short list is read at once, and who waits when the list is left is answered', async () => {
  const { timer, list, readings, answers, ask } = paced(0);
  ask();
  await timer.pass(0);
  list.changes = 1;
  ask();
  await timer.pass(0);
  expect(answers).toEqual([0, 1]);
  const long = paced(50);
  long.ask();
  await long.timer.pass(50);
  long.list.changes = 1;
  long.ask();
  await settle();
  long.readings.close();
  await long.timer.pass(50);
  expect(long.answers).toEqual([0, 1]);
  expect(long.timer.pending).toBe(0);
  readings.close();
});
