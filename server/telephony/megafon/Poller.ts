import type { Clock } from '../../system/Clock';

/** Pause after a failed poll, if that is shorter than the interval, ms. */
const RETRY_MS = 30_000;

/** Repeats a request at an interval; polls do not overlap. Owns its timer. */
export class Poller {
  /** Stops the pause before the next poll; null while a poll is under way. */
  private stop: (() => void) | null = null;
  private isClosed = false;

  constructor(
    private readonly clock: Clock,
    /** Interval from the end of one poll to the next, ms. */
    private readonly everyMs: number,
    /** One poll. */
    private readonly poll: () => Promise<void>,
    /** Called after each poll unless the poller was closed meanwhile. @param error null: it succeeded */
    private readonly onEnd: (error: unknown) => void,
  ) {}

  /** Polls now and then at the interval. */
  start(): void {
    void this.pollOnce();
  }

  /** Polls now instead of at the next time; does nothing while a poll is under way. */
  pollNow(): void {
    if (this.stop === null) return;
    this.stop();
    void this.pollOnce();
  }

  close(): void {
    this.isClosed = true;
    this.stop?.();
  }

  private async pollOnce(): Promise<void> {
    this.stop = null;
    const error: unknown = await this.poll().then(
      () => null,
      (cause: unknown) => cause ?? new Error('a poll failed'),
    );
    if (this.isClosed) return;
    this.onEnd(error);
    const ms = error === null ? this.everyMs : Math.min(RETRY_MS, this.everyMs);
    this.stop = this.clock.after(ms, () => void this.pollOnce());
  }
}
