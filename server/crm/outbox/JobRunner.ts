/** What an operator knows a job by. It has a whole number, so it never goes into the log. */
export interface JobLabel {
  /** When the call began, ms since 1970. */
  readonly at: number;
  readonly number: string;
}

/** How a job ends. */
export type JobEnd = 'done' | 'vain';

/** Runs the outbox's jobs, one stage at a time. */
export interface JobRunner<J> {
  /** Jobs with the same key never run at the same time. */
  keyOf(job: J): string;
  /** Jobs that come first are tried before all others that are due. */
  comesFirst(job: J): boolean;
  /** Whose job it is, such as an agent's extension: of jobs that do not come first each sender's have their turn. */
  readonly senderOf: (job: J) => string;
  labelOf(job: J): JobLabel;
  /**
   * Runs the job's next stage. Fails with an `AmoFault`.
   * @param isDoubtful the stage may have been carried out already, so its result is searched for first
   * @returns the job after the stage; `done`; `vain`: what it was to be done with is not there, so it may be added again
   */
  runStage(job: J, isDoubtful: boolean, signal: AbortSignal): Promise<J | JobEnd>;
}
