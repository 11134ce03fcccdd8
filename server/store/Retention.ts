import type { Clock } from '../system/Clock';
import type { Row, Statement } from './Database';
import { localDay, NEWEST_CALL, retentionStatements } from './statements';

/** Pause between two runs, and before the first one, ms: until then a machine's clock is set. */
const EACH_MS = 6 * 3_600_000;
const FIRST_MS = 3_600_000;

const DAY_MS = 86_400_000;

/** How long calls and totals are kept. */
export interface RetentionSettings {
  readonly keepDays: number;
  readonly keepTotalsMonths: number;
}

/** What retention uses of the store. */
interface RetentionStore {
  writeNow(statements: readonly Statement[]): Promise<readonly number[]>;
  readNow(statement: Statement): Promise<readonly Row[]>;
}

/** Deletes calls that are older than they are kept, and counts them in the totals. Owns one timer. */
export class Retention {
  private stopTimer: () => void = () => undefined;
  private readonly createdAt: number;

  constructor(
    private readonly settings: RetentionSettings,
    private readonly store: RetentionStore,
    private readonly clock: Clock,
    private readonly onFault: (cause: unknown) => void,
  ) {
    this.createdAt = clock.elapsed();
  }

  start(): void {
    this.runLater(FIRST_MS);
  }

  close(): void {
    this.stopTimer();
  }

  /** Runs now. Fails as the store does. */
  async run(): Promise<void> {
    const now = await this.certainNow();
    const oldest = new Date(now);
    oldest.setMonth(oldest.getMonth() - this.settings.keepTotalsMonths);
    await this.store.writeNow(
      retentionStatements(now - this.settings.keepDays * DAY_MS, localDay(oldest.getTime())),
    );
  }

  /**
   * The time, ms since 1970, as far as it is certain: a clock that has jumped ahead must not delete what is young. No later
   * than the newest call, and since then what has passed in this process.
   */
  private async certainNow(): Promise<number> {
    const [row] = await this.store.readNow(NEWEST_CALL);
    const newest = Number(row?.['newest'] ?? 0);
    return Math.floor(Math.min(this.clock.now(), newest + this.clock.elapsed() - this.createdAt));
  }

  private runLater(ms: number): void {
    this.stopTimer = this.clock.after(ms, () => {
      this.runLater(EACH_MS);
      this.run().catch(this.onFault);
    });
  }
}
