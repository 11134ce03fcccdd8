import type { Timer } from './Timer';

/** Runs work of which only the newest counts: what an older run brings is dropped. */
export class NewestRun {
  private newest = 0;
  private stopDelay: () => void = () => undefined;

  constructor(private readonly timer: Timer) {}

  /**
   * Takes the place of the run before.
   * @param delayMs quiet time before it begins; 0: it begins at once
   * @param work never rejects
   * @param take gets the result, if no newer run has begun
   */
  start<T>(delayMs: number, work: () => Promise<T>, take: (result: T) => void): void {
    this.drop();
    const run = this.newest;
    const begin = (): void => {
      void work().then((result) => {
        if (run === this.newest) take(result);
      });
    };
    if (delayMs === 0) begin();
    else this.stopDelay = this.timer.after(delayMs, begin);
  }

  /** Drops the run that waits or is under way. */
  drop(): void {
    this.newest += 1;
    this.stopDelay();
  }
}
