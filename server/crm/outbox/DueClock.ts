import type { Clock } from '../../system/Clock';

/** ms since 1970 as they were at the start, and even since then: a correction of the machine's clock moves no due time. */
export class DueClock {
  private readonly offset: number;

  constructor(private readonly clock: Clock) {
    this.offset = clock.now() - clock.elapsed();
  }

  now(): number {
    return Math.round(this.clock.elapsed() + this.offset);
  }
}
