import type { Clock } from '../system/Clock';
import type { Row, Statement } from './Database';
import { removeOldFiles } from './removeOldFiles';
import { ENDED_CALLS, newestBut } from './callStatements';
import { localDay } from './localDay';
import { readFact, retentionStatements, setFact } from './statements';

/** Pause between two runs, and before the first one, ms: until then a machine's clock is set. */
const EACH_MS = 6 * 3_600_000;
const FIRST_MS = 3_600_000;

const DAY_MS = 86_400_000;

/** Most ended calls that are kept, whatever their age. */
const MOST_CALLS = 1_000_000;

/** Fact: the time that the last run went by, ms since 1970. */
const MARK = 'retention';

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

/** What else retention is about. */
export interface RetentionTools {
  /** Files with calls that were put aside, and are not in use any more. */
  asideFiles(): readonly string[];
  /** Such a file was removed. */
  onRemoved(path: string): void;
  onFault(cause: unknown): void;
  /** Calls that ended before this time are kept no more, ms since 1970. */
  onRun(before: number): void;
}

/** Deletes calls that are older than they are kept, and counts them in the totals. Owns one timer. */
export class Retention {
  private stopTimer: () => void = () => undefined;
  /** Of the last run or the creation, ms of the monotonic clock. */
  private lastAt: number;

  constructor(
    private readonly settings: RetentionSettings,
    private readonly store: RetentionStore,
    private readonly clock: Clock,
    private readonly tools: RetentionTools,
    private readonly mostCalls = MOST_CALLS,
  ) {
    this.lastAt = clock.elapsed();
  }

  start(): void {
    this.runLater(FIRST_MS);
  }

  close(): void {
    this.stopTimer();
  }

  /** Runs now. Fails as the store does, or when a file can't be removed. */
  async run(): Promise<void> {
    const ended = await this.endedCalls();
    // Without calls there is no time that is certain, and little that could be old.
    if (ended === null) return;
    const { keepDays, keepTotalsMonths } = this.settings;
    const now = await this.trustedNow(ended.newest);
    const oldest = new Date(now);
    oldest.setMonth(oldest.getMonth() - keepTotalsMonths);
    const [tooMany] = await this.store.readNow(newestBut(this.mostCalls - 1));
    const before = Math.max(now - keepDays * DAY_MS, Number(tooMany?.['started_at'] ?? 0));
    await this.deleteCalls(before, localDay(oldest.getTime()));
    this.tools.onRun(now - keepDays * DAY_MS);
    const removed = await removeOldFiles(this.tools.asideFiles(), keepDays * DAY_MS, now, this.store);
    for (const path of removed) this.tools.onRemoved(path);
  }

  /**
   * The time by which is deleted, ms since 1970. A clock that has jumped ahead, and calls that were stamped by it, must not
   * delete what is young: the time that the last run went by is kept in the store, and grows by what has passed in this process
   * and a day at most, in which a time without a backend is made up for. The first run of a store goes by its newest call.
   */
  private async trustedNow(newest: number): Promise<number> {
    const [row] = await this.store.readNow(readFact(MARK));
    const [wall, elapsed] = [this.clock.now(), this.clock.elapsed()];
    const passed = elapsed - this.lastAt;
    const last = row === undefined ? newest : Number(row['value']);
    const mark = Math.floor(Math.max(last, Math.min(wall, last + passed + (row === undefined ? 0 : DAY_MS))));
    await this.store.writeNow([setFact(MARK, String(mark))]);
    this.lastAt = elapsed;
    return Math.floor(Math.min(wall, mark));
  }

  /** Day by day: others write between two. @param before ms since 1970 */
  private async deleteCalls(before: number, totalsBefore: string): Promise<void> {
    for (;;) {
      const oldest = (await this.endedCalls())?.oldest ?? before;
      await this.store.writeNow(retentionStatements(Math.min(oldest + DAY_MS, before), totalsBefore));
      if (oldest + DAY_MS >= before) return;
    }
  }

  /** When the oldest and the newest ended call began, ms since 1970; null: there are none. */
  private async endedCalls(): Promise<{ readonly oldest: number; readonly newest: number } | null> {
    const [row] = await this.store.readNow(ENDED_CALLS);
    const newest = row?.['newest'] ?? null;
    return newest === null ? null : { oldest: Number(row?.['oldest']), newest: Number(newest) };
  }

  private runLater(ms: number): void {
    this.stopTimer = this.clock.after(ms, () => {
      this.runLater(EACH_MS);
      this.run().catch((cause: unknown) => this.tools.onFault(cause));
    });
  }
}
