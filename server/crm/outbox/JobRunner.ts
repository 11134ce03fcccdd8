/** Carries out the outbox's jobs, one step at a time. */
export interface JobRunner<J> {
  /** Jobs of one lane are never under way at the same time. */
  keyOf(job: J): string;
  /**
   * Takes the job's next step. Fails with an `AmoFault`.
   * @param isDoubtful it may have been taken already: looks first
   * @returns the job with the step behind it; null: nothing is left to do
   */
  runStep(job: J, isDoubtful: boolean, signal: AbortSignal): Promise<J | null>;
}
