import * as v from 'valibot';
import { finishJobSchema, type FinishJob } from '../callBacks/FinishJob';
import { noteJobSchema, type NoteJob } from '../callNotes/NoteJob';
import { callJobSchema, type CallJob } from './CallJob';

/** What the outbox sends to amoCRM; the stage says of which kind it is. */
export type CrmJob = CallJob | NoteJob | FinishJob;

/** See `CrmJob`. */
export const crmJobSchema: v.GenericSchema<unknown, CrmJob> = v.union([
  callJobSchema,
  noteJobSchema,
  finishJobSchema,
]);

export function isNoteJob(job: CrmJob): job is NoteJob {
  return job.stage === 'note' || job.stage === 'nextTask';
}

export function isCallJob(job: CrmJob): job is CallJob {
  return 'record' in job;
}

/** The client's number. */
export function numberOf(job: CrmJob): string {
  if (isCallJob(job)) return job.record.number;
  return isNoteJob(job) ? job.call.number : job.number;
}
