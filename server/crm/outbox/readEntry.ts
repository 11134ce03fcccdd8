import * as v from 'valibot';
import type { OutboxEntry } from './OutboxEntry';

const entrySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.variant('state', [
    v.object({
      state: v.picklist(['waiting', 'parked']),
      job: v.unknown(),
      isDoubtful: v.boolean(),
      failures: v.number(),
      refusals: v.number(),
      dueAt: v.number(),
      fault: v.nullable(v.string()),
    }),
    v.object({ state: v.literal('done'), at: v.number() }),
  ]),
);

/** Reason of a parked job whose stored entry can't be read. */
export const UNREADABLE_ENTRY = 'its stored entry is not valid';

/** Parses a stored entry; null: it is not valid. */
export function readEntry<J>(text: string, jobSchema: v.GenericSchema<unknown, J>): OutboxEntry<J> | null {
  const entry = v.safeParse(entrySchema, text);
  if (!entry.success) return null;
  if (entry.output.state === 'done') return entry.output;
  const job = v.safeParse(jobSchema, entry.output.job);
  return job.success ? { ...entry.output, job: job.output } : null;
}
