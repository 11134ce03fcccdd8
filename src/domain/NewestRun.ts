import type { Timer } from './Timer';

/** Runs asynchronous work, one run after another: starting a run discards the result of the run before. */
export class NewestRun {
  private newest = 0;
  private stopDelay: () => void = () => undefined;

  constructor(private readonly timer: Timer) {}

  /**
   * Starts a run and discards the one before.
   * @param delayMs how long to wait before calling `work`, ms; 0: at once
   * @param work must not reject
   * @param onResult gets the result, unless another run was started meanwhile
   */
  start<T>(delayMs: number, work: () => Promise<T>, onResult: (result: T) => void): void {
    this.cancel();
    const run = this.newest;
    const begin = (): void => {
      void work().then((result) => {
        if (run === this.newest) onResult(result);
      });
    };
    if (delayMs === 0) begin();
    else this.stopDelay = this.timer.after(delayMs, begin);
  }

  /** Cancels a run that has not begun and discards the result of one that has. */
  cancel(): void {
    this.newest += 1;
    this.stopDelay();
  }
}
