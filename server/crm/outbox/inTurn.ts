import type { JobRunner } from './JobRunner';
import type { OpenEntry } from './OutboxEntry';

/**
 * Open jobs in the order in which they are tried: first those that come first, and of these the ones that have never failed,
 * since after a restart many that were parked must not hold up new calls.
 */
export function* inTurn<J>(
  open: ReadonlyMap<string, OpenEntry<J>>,
  runner: Pick<JobRunner<J>, 'comesFirst'>,
): Generator<readonly [id: string, entry: OpenEntry<J>]> {
  for (const isFirst of [true, false])
    for (const hasFailed of [false, true])
      for (const one of open)
        if (one[1].failures > 0 === hasFailed && runner.comesFirst(one[1].job) === isFirst) yield one;
}
