import type { Clock } from '../system/Clock';

/** Pause between two looks, ms. */
const PAUSE_MS = 30_000;

/** One look in so many is through the whole file, which takes seconds where it is large: every six hours. */
const WHOLE_EVERY = 720;

/** Looks again and again whether the database on the disk is still whole. Owns one timer. */
export class StoreWatch {
  private looks = 0;
  private isClosed = false;
  private stopTimer: () => void = () => undefined;

  constructor(
    private readonly store: { look(depth: 'begin' | 'whole'): Promise<void> },
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.stopTimer = this.clock.after(PAUSE_MS, () => void this.look());
  }

  close(): void {
    this.isClosed = true;
    this.stopTimer();
  }

  private async look(): Promise<void> {
    this.looks += 1;
    await this.store.look(this.looks % WHOLE_EVERY === 0 ? 'whole' : 'begin');
    if (!this.isClosed) this.start();
  }
}
