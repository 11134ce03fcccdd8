import fc from 'fast-check';
import { KNOWN } from '../../support/amo/startCrm';
import type { Failure } from '../../support/amo/FakeAmo';
import { BY_HAND, marks, TaskOffice, type Happening, type TaskCase } from './TaskOffice';

/** Is the missed call, or the promise of the call with this place, still open after all? */
function openAfter(happenings: readonly Happening[]): { isMissed: boolean; promises: readonly boolean[] } {
  let isMissed = false;
  let promises: boolean[] = [];
  for (const what of happenings) {
    // The call in which it is promised is a talk, too.
    if (what === 'talked' || what === 'promised') [isMissed, promises] = [false, promises.map(() => false)];
    if (what === 'missed') isMissed = true;
    if (what === 'promised') promises.push(true);
    if (what === 'withdrawn' && promises.length > 0) promises[promises.length - 1] = false;
  }
  return { isMissed, promises };
}

function expectTasks(office: TaskOffice, happenings: readonly Happening[]): void {
  const { account } = office.amo;
  const { isMissed, promises } = openAfter(happenings);
  const last = happenings.lastIndexOf('byHand');
  office.promisedCalls.forEach((call, index) => {
    const own = account.tasks.filter(({ text }) => marks.isTaskOf(text, call));
    expect(own.length).toBeLessThanOrEqual(1);
    const isByHand = own[0]?.result?.text === BY_HAND;
    const isOpen = own[0]?.is_completed === false;
    const wanted = promises[index] === true && !isByHand;
    expect([call, isOpen]).toEqual([call, wanted]);
  });
  const ofMissed = account.tasks.filter(({ text }) => text.includes(KNOWN));
  const open = ofMissed.filter(({ is_completed }) => !is_completed).length;
  expect(open).toBeLessThanOrEqual(1);
  if (!isMissed) expect(open).toBe(0);
  // What is called back by hand is called back, but for those who call in vain after that.
  else if (last < 0 || happenings.slice(last).includes('missed')) expect(open).toBe(1);
  for (const { is_completed, result } of account.tasks) expect(result !== undefined).toBe(is_completed);
  // Seconds pass at once, so that requests of several may come together; the pace has tests of its own.
  expect(office.amo.violations.filter((one) => !one.includes('requests in a second'))).toEqual([]);
  const waiting = [...office.disk.outbox.values()].filter((text) => !text.includes('"done"'));
  expect(waiting).toEqual([]);
}

const happening = fc.record({
  what: fc.constantFrom<Happening>('missed', 'missed', 'talked', 'promised', 'withdrawn', 'byHand'),
  afterMs: fc.constantFrom(2_500, 5_000, 30_000, 90_000),
});
const failure = fc.constantFrom<Failure>(
  'silence',
  'storedSilence',
  'storedCut',
  'down',
  { status: 504, isStored: true, body: '<html>504</html>' },
  { status: 503, body: '<html>maintenance</html>' },
  { status: 200, isStored: true, body: '<html>welcome</html>' },
  { status: 429 },
);

const isLong = 'IS_LONG' in globalThis;

/** Most schedules of one run, and CPU time after which no further one is begun, ms. */
const [MOST, BUDGET_MS] = isLong ? [10_000, 300_000] : [500, 30_000];

test('wherever processes die and requests fail: tasks are made and completed once, by the talk, and never against a user', async () => {
  const began = process.cpuUsage();
  const seed = Math.trunc(Math.random() * 2 ** 31);
  let played = 0;
  const isOver = (): boolean => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000 > BUDGET_MS;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        happenings: fc.array(happening, { minLength: 1, maxLength: 6 }),
        lives: fc.array(fc.integer({ min: 2, max: 40 }), { maxLength: 4 }),
        failures: fc.array(failure, { maxLength: 4 }),
      }),
      async (one: TaskCase) => {
        if (isOver()) return;
        const office = new TaskOffice(one);
        for (const how of one.failures) office.amo.fail(/(POST|PATCH) .*tasks/, how);
        await office.play();
        const all = one.happenings.map(({ what }) => what);
        expectTasks(office, all);
        await office.happen('talked');
        expectTasks(office, [...all, 'talked']);
        await office.stop();
        played += 1;
      },
    ),
    { numRuns: MOST, endOnFailure: true, seed },
  );
  process.stderr.write(`tasks: ${played} schedules, seed ${seed}\n`);
  expect(played).toBeGreaterThan(0);
}, 600_000);
