import { phoneEnd } from '../../../protocol/isSamePhone';
import type { NoteJobRunner } from '../callNotes/NoteJobRunner';
import type { JobEnd, JobLabel, JobRunner } from '../outbox/JobRunner';
import type { CallJobRunner } from './CallJobRunner';
import { isNoteJob, numberOf, type CrmJob } from './CrmJob';

/** Runs each job by the runner of its kind. */
export class CrmJobRunner implements JobRunner<CrmJob> {
  constructor(
    private readonly calls: CallJobRunner,
    private readonly notes: NoteJobRunner,
  ) {}

  /** A number's calls, notes and tasks go one after another, so that a new number gets one contact and one task. */
  keyOf(job: CrmJob): string {
    return phoneEnd(numberOf(job));
  }

  /** A call's entry is looked for by its notes, and counts in statistics, so it goes first. */
  comesFirst(job: CrmJob): boolean {
    return !isNoteJob(job);
  }

  labelOf(job: CrmJob): JobLabel {
    return { at: isNoteJob(job) ? job.call.startedAt : job.record.startedAt, number: numberOf(job) };
  }

  async runStage(job: CrmJob, isDoubtful: boolean, signal: AbortSignal): Promise<CrmJob | JobEnd> {
    if (!isNoteJob(job)) return this.calls.runStage(job, isDoubtful, signal);
    await this.notes.run(job, isDoubtful, signal);
    return 'done';
  }
}
