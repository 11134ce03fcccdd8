import { PATIENCE_MS } from '../../support/patience';

/** Turns of the event loop between two steps of the clock, at most. */
const MAX_TURNS = 4_096;

/**
 * Moves the test's clock on by `stepMs` at a time until a condition holds. Real programs (a database, a file, a socket) get
 * twice as many turns of the event loop after each step: on a busy machine each of their attempts would else meet its time
 * limit, which goes by the test's clock, for ever. Fails after `PATIENCE_MS`.
 */
export async function passUntil(
  timer: { pass(ms: number): Promise<void> },
  stepMs: number,
  what: string,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (let turns = 1; ; turns = Math.min(2 * turns, MAX_TURNS)) {
    for (let turn = 0; turn < turns; turn += 1) {
      if (await condition()) return;
      await new Promise(setImmediate);
    }
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await timer.pass(stepMs);
  }
}
