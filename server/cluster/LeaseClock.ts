import type { Clock } from '../system/Clock';

/**
 * A clock that never goes back, so that a lease does not last for longer when the machine's clock is set back. It takes
 * steps forwards: a machine that slept may show its sleep by that clock alone.
 */
export class LeaseClock {
  private time = 0;
  private machine: number;
  private even: number;

  constructor(private readonly clock: Clock) {
    this.machine = clock.now();
    this.even = clock.elapsed();
  }

  /** ms */
  now(): number {
    const [machine, even] = [this.clock.now(), this.clock.elapsed()];
    this.time += Math.max(machine - this.machine, even - this.even, 0);
    this.machine = machine;
    this.even = even;
    return this.time;
  }
}
