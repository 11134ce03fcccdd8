import type { Clock } from '../system/Clock';
import type { Statement } from './Database';
import { localDay, retentionStatements } from './statements';

/** Pause between two runs, and before the first one, ms. */
const EACH_MS = 6 * 3_600_000;
const FIRST_MS = 60_000;

const DAY_MS = 86_400_000;

/** How long calls and totals are kept. */
export interface RetentionSettings {
  readonly keepDays: number;
  readonly keepTotalsMonths: number;
}

/** Deletes calls that are older than they are kept, and counts them in the totals. Owns one timer. */
export class Retention {
  private stopTimer: () => void = () => undefined;

  constructor(
    private readonly settings: RetentionSettings,
    private readonly store: { writeNow(statements: readonly Statement[]): Promise<readonly number[]> },
    private readonly clock: Clock,
    private readonly onFault: (cause: unknown) => void,
  ) {}

  start(): void {
    this.runLater(FIRST_MS);
  }

  close(): void {
    this.stopTimer();
  }

  /** Runs now. Fails as the store does. */
  async run(): Promise<void> {
    const now = this.clock.now();
    const oldest = new Date(now);
    oldest.setMonth(oldest.getMonth() - this.settings.keepTotalsMonths);
    await this.store.writeNow(
      retentionStatements(now - this.settings.keepDays * DAY_MS, localDay(oldest.getTime())),
    );
  }

  private runLater(ms: number): void {
    this.stopTimer = this.clock.after(ms, () => {
      this.runLater(EACH_MS);
      this.run().catch(this.onFault);
    });
  }
}
