/** Carries out the outbox's jobs, one step at a time. */
export interface Courier<J> {
  /** Jobs of one lane are never under way at the same time. */
  laneOf(job: J): string;
  /**
   * Takes the job's next step. Fails with an `AmoFault`.
   * @param isDoubtful it may have been taken already: looks first
   * @returns the job with the step behind it; null: nothing is left to do
   */
  step(job: J, isDoubtful: boolean, signal: AbortSignal): Promise<J | null>;
}
