import type { Clock } from '../../system/Clock';
import type { Line, RingingLines } from './Line';

/** The phones that ring for one incoming call. Owns the timer after which the caller gives up. */
export class RingGroup implements RingingLines {
  private readonly ringing = new Set<Line>();
  private stop: () => void = () => undefined;

  /** Lines that ring, in the order in which they were rung. */
  get lines(): readonly Line[] {
    return [...this.ringing];
  }

  add(line: Line): void {
    line.group = this;
    this.ringing.add(line);
  }

  /** Removes a line that has stopped ringing; stops the timer with the last one. */
  remove(line: Line): void {
    line.group = null;
    this.ringing.delete(line);
    if (this.ringing.size === 0) this.stop();
  }

  /** @param ms how long the caller waits */
  givesUpAfter(clock: Clock, ms: number, action: () => void): void {
    this.stop = clock.after(ms, action);
  }
}
