import fc from 'fast-check';
import { anyStep } from './support/anyStep';
import { expectNoOldOutcome, expectSound } from './support/expectSound';
import { World } from './support/World';

/** More runs find more: INTERLEAVINGS_RUNS=5000. fast-check prints seed and path of a run that fails. */
const RUNS = Number(process.env['INTERLEAVINGS_RUNS'] ?? 150);

/** So long a run that fails is made shorter, ms of the real clock. */
const SHORTEN_MS = 60_000;

test('tabs, commands, events, faults and restarts in any order: at the end all show the truth', async () => {
  let failedAt: number | null = null;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -600_000, max: 600_000 }),
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      fc.array(anyStep, { maxLength: 40, size: 'max' }),
      async (skewMs, counts, steps) => {
        if (failedAt !== null && performance.now() - failedAt > SHORTEN_MS) return;
        const world = new World(skewMs);
        try {
          await world.begin(counts);
          for (const step of steps) {
            await world.take(step);
            expectNoOldOutcome(world);
          }
          await world.calmDown();
          await expectSound(world);
        } catch (error) {
          failedAt ??= performance.now();
          throw error;
        } finally {
          await world.end();
        }
      },
    ),
    { numRuns: RUNS },
  );
}, 600_000);
