import fc from 'fast-check';
import { failureKinds } from './failureKinds';
import { expectEachOnce } from './expectEachOnce';
import { NoteOffice, type Talk } from './NoteOffice';

const second = fc.integer({ min: 6, max: 300 });
const talk: fc.Arbitrary<Talk> = fc.record({
  isKnown: fc.boolean(),
  isHandedOver: fc.boolean(),
  texts: fc.array(
    fc.record({
      at: second,
      who: fc.constantFrom<'101' | '102'>('101', '102'),
      computer: fc.constantFrom<'a' | 'b'>('a', 'a', 'b'),
    }),
    { maxLength: 6 },
  ),
  reloads: fc.array(second, { maxLength: 2 }),
  isDoubling: fc.boolean(),
  choice: fc.option(fc.record({ at: second, hasLead: fc.boolean(), hasTask: fc.boolean() })),
});
const failure = fc.constantFrom(...failureKinds);

const isLong = 'IS_LONG' in globalThis;

/** Most schedules of one run; a thousand take half a minute. */
const MOST = isLong ? 10_000 : 1_000;

/** CPU time and time after which no further schedule is begun, ms: a busy machine plays fewer. */
const BUDGET_MS = isLong ? { cpu: 450_000, elapsed: 450_000 } : { cpu: 60_000, elapsed: 100_000 };

test('wherever processes die and requests fail: one entry, one note, one outcome, one task, and nothing typed is lost', async () => {
  const began = { cpu: process.cpuUsage(), elapsed: performance.now() };
  const seed = Math.trunc(Math.random() * 2 ** 31);
  let played = 0;
  const isOver = (): boolean => {
    const { user, system } = process.cpuUsage(began.cpu);
    const elapsed = performance.now() - began.elapsed;
    return (user + system) / 1_000 > BUDGET_MS.cpu || elapsed > BUDGET_MS.elapsed;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        hasDeal: fc.boolean(),
        talks: fc.array(talk, { minLength: 1, maxLength: 2 }),
        lives: fc.array(fc.integer({ min: 2, max: 40 }), { maxLength: 4 }),
        failures: fc.array(failure, { maxLength: 4 }),
      }),
      async (one) => {
        if (isOver()) return;
        const office = new NoteOffice(one);
        for (const how of one.failures) office.amo.fail(/(POST|PATCH)/, how);
        await office.play();
        expectEachOnce(office, one);
        played += 1;
      },
    ),
    { numRuns: MOST, endOnFailure: true, seed },
  );
  process.stderr.write(`notes: ${played} schedules, seed ${seed}\n`);
  expect(played).toBeGreaterThan(0);
}, 600_000);
