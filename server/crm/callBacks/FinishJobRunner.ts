import type { Language } from '../../system/Message';
import { changedTaskAnswer } from '../callLog/callAnswers';
import type { CallMarks } from '../callLog/CallMarks';
import type { LoggedCallFinder } from '../callLog/LoggedCallFinder';
import type { AmoClient } from '../client/AmoClient';
import type { CallBacks } from './CallBacks';
import type { FinishJob } from './FinishJob';
import { callBackTexts } from './messages';

/** What the runner needs. */
export interface FinishJobRunnerOptions {
  readonly client: AmoClient;
  readonly finder: Pick<LoggedCallFinder, 'taskWithId'>;
  readonly marks: Pick<CallMarks, 'isTaskOf'>;
  readonly callBacks: Pick<CallBacks, 'isTaskOf'>;
  /** Null: no agent has the extension. */
  readonly nameOf: (extension: string) => string | null;
  /** Of those who read the account's cards. */
  readonly language: Language;
}

/** Completes tasks that we have made, and that no one has completed, deleted or turned into another one. */
export class FinishJobRunner {
  constructor(private readonly options: FinishJobRunnerOptions) {}

  /** Fails with an `AmoFault`. */
  async run(job: FinishJob, signal: AbortSignal): Promise<void> {
    const { finder, callBacks, client } = this.options;
    const { id } = job.task;
    const found = await finder.taskWithId(id, signal);
    if (found === null || found.isCompleted || !this.isOurs(job, found.text)) return;
    // The client has called in vain again, and this task was found open then: it is for that call now.
    if (callBacks.isTaskOf(job.number, id)) return;
    await client.request({
      method: 'PATCH',
      path: `/api/v4/tasks/${id}`,
      body: { is_completed: true, result: { text: this.resultOf(job) } },
      schema: changedTaskAnswer,
      priority: 'work',
      signal,
    });
  }

  /** It still is about the call-back: users can change a task's text. */
  private isOurs({ task, number }: FinishJob, text: string): boolean {
    return task.kind === 'missed' ? text.includes(number) : this.options.marks.isTaskOf(text, task.call);
  }

  private resultOf({ why, by }: FinishJob): string {
    const { nameOf, language } = this.options;
    const text = callBackTexts[why];
    const said = by === null ? text : callBackTexts.by(text, nameOf(by) ?? by);
    return said[language];
  }
}
