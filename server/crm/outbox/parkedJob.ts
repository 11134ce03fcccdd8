import type { JobLabel, JobRunner } from './JobRunner';
import type { OpenEntry } from './OutboxEntry';
import type { FailedJob } from './OutboxLog';

/** A parked job with what an operator knows it by; an entry that can't be read has nothing of that. */
export type ParkedJob = FailedJob & Partial<JobLabel>;

export function parkedJob<J>(
  id: string,
  { fault, job }: OpenEntry<J>,
  runner: Pick<JobRunner<J>, 'labelOf'>,
): ParkedJob {
  return { id, reason: fault ?? '', ...runner.labelOf(job) };
}
