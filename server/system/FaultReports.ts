import type { Clock } from './Clock';

/** Pause between two reports, ms. */
const EVERY_MS = 60_000;

/** Reports failures that others cause, once a minute at most: an agent may type quickly, or mean harm. */
export class FaultReports {
  private reportedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Pick<Clock, 'elapsed'>,
    private readonly onFault: (cause: unknown) => void,
  ) {}

  report(cause: unknown): void {
    const now = this.clock.elapsed();
    if (now - this.reportedAt < EVERY_MS) return;
    this.reportedAt = now;
    this.onFault(cause);
  }
}
