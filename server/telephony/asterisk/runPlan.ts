import type { Clock } from '../../system/Clock';
import type { ActionPlan } from './actions/ActionPlan';
import type { Ami, AmiAction } from './ami/Ami';
import type { EventWaiter } from './EventWaiter';

/** How long to wait for an acknowledged action to take effect, ms; afterwards the next command may see an intermediate state. */
export const SETTLE_MS = 2_000;

/** What a plan needs to run. */
export interface RunPlanOptions {
  readonly ami: Pick<Ami, 'send'>;
  readonly events: Pick<EventWaiter, 'expect'>;
  readonly clock: Pick<Clock, 'after'>;
}

/**
 * Sends the actions of a plan and waits until they have taken effect. When a mark or `act` fails, sends `undo` and fails
 * with the error.
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

/** Waits for `settled`, `SETTLE_MS` at most. */
export async function waitAtMost(clock: Pick<Clock, 'after'>, settled: Promise<unknown>): Promise<void> {
  let stop = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    stop = clock.after(SETTLE_MS, resolve);
  });
  await Promise.race([settled, late]);
  stop();
}

/** Ignores errors: a channel may be gone by now. */
async function sendAnyway(ami: Pick<Ami, 'send'>, actions: readonly AmiAction[]): Promise<void> {
  for (const action of actions) await ami.send(action).catch(() => undefined);
}
