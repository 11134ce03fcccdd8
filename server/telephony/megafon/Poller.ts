import type { Clock } from '../../system/Clock';

/** After a failure it is tried again sooner, ms. */
const RETRY_MS = 30_000;

/** Does something again and again, never twice at a time. Owns its timer. */
export class Poller {
  /** Of the pause before the next round; null while one is under way. */
  private stop: (() => void) | null = null;
  private isClosed = false;

  constructor(
    private readonly clock: Clock,
    /** From one round's end to the next, ms. */
    private readonly everyMs: number,
    /** One round. Fails with whatever stood in its way. */
    private readonly poll: () => Promise<void>,
    /** Told how each round came out, unless it was closed meanwhile; null: well. */
    private readonly onEnd: (error: unknown) => void,
  ) {}

  /** The first round is now. */
  start(): void {
    void this.pollOnce();
  }

  /** The next round is now and not at its time; one that is under way will do. */
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
      (cause: unknown) => cause ?? new Error('a round failed'),
    );
    if (this.isClosed) return;
    this.onEnd(error);
    const ms = error === null ? this.everyMs : Math.min(RETRY_MS, this.everyMs);
    this.stop = this.clock.after(ms, () => void this.pollOnce());
  }
}
