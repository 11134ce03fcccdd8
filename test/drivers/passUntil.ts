import { eventually } from '../server/support/eventually';
import type { FakeTimer } from '../support/FakeTimer';

/** Longest pause of a driver before it tries a lost connection again, ms. */
const LONGEST_PAUSE_MS = 60_000;

/** Lets the driver's pause pass, in small steps, and then waits for what real sockets bring. */
export async function passUntil(timer: FakeTimer, isSo: () => boolean): Promise<void> {
  for (let passed = 0; passed < LONGEST_PAUSE_MS && !isSo(); passed += 1_000) {
    await timer.pass(1_000);
    for (let count = 0; count < 100 && !isSo(); count += 1) await new Promise(setImmediate);
  }
  await eventually('the driver is connected again', isSo);
}
