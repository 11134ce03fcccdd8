/** Runs the outbox's jobs, one step at a time. */
export interface JobRunner<J> {
  /** Jobs with the same key never run at the same time. */
  keyOf(job: J): string;
  /**
   * Runs the job's next step. Fails with an `AmoFault`.
   * @param isDoubtful the step may have been carried out already, so its result is searched for first
   * @returns the job after the step; null: it is done
   */
  runStep(job: J, isDoubtful: boolean, signal: AbortSignal): Promise<J | null>;
}
