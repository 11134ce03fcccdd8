import type { Clock } from './Clock';

/** A smaller difference is no correction of the machine's clock, ms. */
const JUMP_MS = 20;

/** How often it is looked whether calls are under way, at most, while the clocks differ, ms. */
const LOOK_MS = 1_000;

/**
 * The clock of calls: while one is under way it goes on evenly, so that its durations are right though the machine's
 * clock is corrected meanwhile. A correction is taken over once no call is under way.
 */
export class CallClock implements Clock {
  /** Difference of `now` and `elapsed`, ms. */
  private offset: number;
  private isBusy: () => boolean = () => false;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly machine: Clock) {
    this.offset = machine.now() - machine.elapsed();
  }

  now(): number {
    const elapsed = this.machine.elapsed();
    const actual = this.machine.now() - elapsed;
    if (Math.abs(actual - this.offset) > JUMP_MS && elapsed - this.lookedAt >= LOOK_MS) {
      if (this.isBusy()) this.lookedAt = elapsed;
      else this.offset = actual;
    }
    return Math.round(elapsed + this.offset);
  }

  elapsed(): number {
    return this.machine.elapsed();
  }

  after(ms: number, action: () => void): () => void {
    return this.machine.after(ms, action);
  }

  /** What the machine's clock shows beyond this one, ms: to be added to times that others read. */
  correction(): number {
    const difference = this.machine.now() - this.now();
    return Math.abs(difference) > JUMP_MS ? difference : 0;
  }

  /** Sets how to see whether a call is under way. */
  watch(isBusy: () => boolean): void {
    this.isBusy = isBusy;
  }
}
