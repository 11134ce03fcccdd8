import * as v from 'valibot';
import { noteJobSchema, type NoteJob } from '../callNotes/NoteJob';
import { callJobSchema, type CallJob } from './CallJob';

/** What the outbox sends to amoCRM; the stage says of which kind it is. */
export type CrmJob = CallJob | NoteJob;

/** See `CrmJob`. */
export const crmJobSchema: v.GenericSchema<unknown, CrmJob> = v.union([callJobSchema, noteJobSchema]);

export function isNoteJob(job: CrmJob): job is NoteJob {
  return job.stage === 'note' || job.stage === 'nextTask';
}

/** The client's number. */
export function numberOf(job: CrmJob): string {
  return isNoteJob(job) ? job.call.number : job.record.number;
}
