import { phoneEnd } from '../../../protocol/isSamePhone';
import type { FinishJobRunner } from '../callBacks/FinishJobRunner';
import type { NoteJobRunner } from '../callNotes/NoteJobRunner';
import type { JobEnd, JobLabel, JobRunner } from '../outbox/JobRunner';
import type { CallJobRunner } from './CallJobRunner';
import { isCallJob, isNoteJob, numberOf, type CrmJob } from './CrmJob';

/** Runs each job by the runner of its kind. */
export class CrmJobRunner implements JobRunner<CrmJob> {
  constructor(
    private readonly calls: CallJobRunner,
    private readonly notes: NoteJobRunner,
    private readonly tasks: FinishJobRunner,
  ) {}

  /** A number's calls, notes and tasks go one after another, so that a new number gets one contact and one task. */
  keyOf(job: CrmJob): string {
    return phoneEnd(numberOf(job));
  }

  /** A call's entry is looked for by its notes, and counts in statistics, so it goes first. */
  comesFirst(job: CrmJob): boolean {
    return isCallJob(job);
  }

  /** Empty: that of no agent. */
  readonly senderOf = (job: CrmJob): string => (isNoteJob(job) ? (job.by ?? '') : '');

  labelOf(job: CrmJob): JobLabel {
    return { at: timeOf(job), number: numberOf(job) };
  }

  async runStage(job: CrmJob, isDoubtful: boolean, signal: AbortSignal): Promise<CrmJob | JobEnd> {
    if (isCallJob(job)) return this.calls.runStage(job, isDoubtful, signal);
    await (isNoteJob(job) ? this.notes.run(job, isDoubtful, signal) : this.tasks.run(job, signal));
    return 'done';
  }
}

/** When the call began; of a task that is to be completed when that was decided. */
function timeOf(job: CrmJob): number {
  if (isCallJob(job)) return job.record.startedAt;
  return isNoteJob(job) ? job.call.startedAt : job.at;
}
