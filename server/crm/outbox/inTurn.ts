import type { JobRunner } from './JobRunner';
import type { OpenEntry } from './OutboxEntry';

type Open<J> = readonly [id: string, entry: OpenEntry<J>];

/**
 * Open jobs in the order in which they are tried: first those that come first, and of these the ones that have never failed,
 * since after a restart many that were parked must not hold up new calls. The others go by agent: the next one is of who has
 * the fewest under way, so that one agent's many notes hold up no colleague's.
 * @param isRunning does the job with this id run?
 */
export function inTurn<J>(
  open: ReadonlyMap<string, OpenEntry<J>>,
  runner: Pick<JobRunner<J>, 'comesFirst' | 'senderOf'>,
  isRunning: (id: string) => boolean,
): readonly Open<J>[] {
  const [first, others]: [Open<J>[], Open<J>[]] = [[], []];
  for (const one of open) (runner.comesFirst(one[1].job) ? first : others).push(one);
  return [
    ...freshFirst(first, (ones) => ones),
    ...freshFirst(others, (ones) => bySender(ones, others, runner, isRunning)),
  ];
}

function freshFirst<J>(
  jobs: readonly Open<J>[],
  order: (ones: readonly Open<J>[]) => readonly Open<J>[],
): readonly Open<J>[] {
  const [fresh, failed]: [Open<J>[], Open<J>[]] = [[], []];
  for (const one of jobs) (one[1].failures > 0 ? failed : fresh).push(one);
  return [...order(fresh), ...order(failed)];
}

/** Each sender's jobs in their order, between those of the others. @param all also those that run */
function bySender<J>(
  jobs: readonly Open<J>[],
  all: readonly Open<J>[],
  { senderOf }: Pick<JobRunner<J>, 'senderOf'>,
  isRunning: (id: string) => boolean,
): readonly Open<J>[] {
  const underWay = new Map<string, number>();
  const add = ({ job }: OpenEntry<J>): number => {
    const count = (underWay.get(senderOf(job)) ?? 0) + 1;
    underWay.set(senderOf(job), count);
    return count;
  };
  for (const [id, entry] of all) if (isRunning(id)) add(entry);
  return jobs
    .map((one) => ({ one, rank: isRunning(one[0]) ? 0 : add(one[1]) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}
