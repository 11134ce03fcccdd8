import type { OpenEntry } from './OutboxEntry';

/**
 * Open jobs in the order in which they are tried: first those that have never failed, since after a restart many that were
 * parked must not hold up new calls.
 */
export function* inTurn<J>(
  open: ReadonlyMap<string, OpenEntry<J>>,
): Generator<readonly [id: string, entry: OpenEntry<J>]> {
  for (const hasFailed of [false, true])
    for (const one of open) if (one[1].failures > 0 === hasFailed) yield one;
}
