import { systemClock } from '../system/Clock';

/** Shortest time between the begins of two commits, ms: changes that come meanwhile are committed together. */
const APART_MS = 20;

/** When the next commit begins: never within the run of code that made the change. */
export class CommitPace {
  private isScheduled = false;
  private lastBegin = Number.NEGATIVE_INFINITY;

  /** A commit begins now. */
  begin(): void {
    this.lastBegin = performance.now();
  }

  /** Runs it soon, once however often this is called until then. */
  soon(commit: () => void): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    const run = (): void => {
      this.isScheduled = false;
      commit();
    };
    const waitMs = this.lastBegin + APART_MS - performance.now();
    // A disk takes its own time, also where a test's clock stands still.
    if (waitMs > 0) systemClock.after(waitMs, run);
    else setImmediate(run);
  }
}
