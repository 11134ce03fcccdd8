import type { Clock } from '../../system/Clock';
import type { ActionPlan } from './actions/ActionPlan';
import type { Ami, AmiAction } from './ami/Ami';
import type { EventWaiter } from './EventWaiter';

/** How long what Asterisk has acknowledged may take to be so, ms; the next command may find it in between then. */
export const SETTLE_MS = 2_000;

/** What plans are carried out with. */
export interface RunPlanOptions {
  readonly ami: Pick<Ami, 'send'>;
  readonly events: Pick<EventWaiter, 'expect'>;
  readonly clock: Pick<Clock, 'after'>;
}

/**
 * Asks Asterisk for what the plan says and waits until it is so. Fails with what Asterisk says to a mark or to
 * `act`, and takes back the marks then.
 */
export async function runPlan(
  options: RunPlanOptions,
  { marks, act, undo, after, doneWhen }: ActionPlan,
): Promise<void> {
  const { ami, events, clock } = options;
  const awaited = doneWhen.map((predicate) => events.expect(predicate));
  try {
    for (const action of [...marks, act]) await ami.send(action);
    await waitAtMost(clock, Promise.all(awaited.map(({ seen }) => seen)));
  } catch (error) {
    await sendAnyway(ami, undo);
    throw error;
  } finally {
    for (const one of awaited) one.forget();
  }
  await sendAnyway(ami, after);
}

async function waitAtMost(clock: Pick<Clock, 'after'>, settled: Promise<unknown>): Promise<void> {
  let stop = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    stop = clock.after(SETTLE_MS, resolve);
  });
  await Promise.race([settled, late]);
  stop();
}

/** A channel of these may be gone by now, which is as well. */
async function sendAnyway(ami: Pick<Ami, 'send'>, actions: readonly AmiAction[]): Promise<void> {
  for (const action of actions) await ami.send(action).catch(() => undefined);
}
