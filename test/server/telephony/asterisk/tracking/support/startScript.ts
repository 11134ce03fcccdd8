import { Script } from './Script';
import { Watch } from './Watch';

/** A tracker that follows what a script says. */
export function startScript(): { readonly watch: Watch; readonly script: Script } {
  const watch = new Watch();
  return { watch, script: new Script((message) => watch.tracker.handleEvent(message)) };
}

/** Fails where a second after the test a call is open or the tracker keeps anything. */
export async function expectNothingKept(watch: Watch): Promise<void> {
  await watch.timer.pass(1_000);
  expect(watch.open).toEqual([]);
  expect(watch.tracker.size).toEqual({ calls: 0, legs: 0, bridges: 0, undecided: 0, journals: 0 });
}
