import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../../server/store/SqlStore';
import { FakeTimer } from '../../../support/FakeTimer';
import { PATIENCE_MS } from '../../../support/patience';
import { storeLog } from '../../store/support/storeLog';
import { FakeAmo } from './FakeAmo';
import { buildCrm, type TestCrm } from './startCrm';

/** How much time passes between two looks, ms. */
const LOOK_EVERY_MS = 200;

/** The amoCRM side of a backend with an index in a file, which outlives it, before an imitated amoCRM. */
export class IndexedCrm {
  readonly timer = new FakeTimer();
  readonly amo = new FakeAmo(this.timer);
  store!: SqlStore;
  crm!: TestCrm;
  private readonly folder = mkdtempSync(join(tmpdir(), 'asteriskng-index-'));

  constructor(private readonly settings: Parameters<typeof buildCrm>[0]) {}

  /** Starts it, or the next one on the same file. */
  async start(): Promise<void> {
    const { timer, amo } = this;
    const file = new SqliteDatabase(join(this.folder, 'store.sqlite'), () => timer.now());
    this.store = new SqlStore(file, timer, storeLog().log);
    await this.store.open();
    this.crm = buildCrm(this.settings, { timer, amo, indexStore: this.store.index });
    await this.crm.crm.start();
  }

  async stop(): Promise<void> {
    await this.crm.crm.close();
    await this.store.close();
  }

  /** Stops it and removes the file. */
  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Lets time pass until it holds. */
  async until<T>(
    what: string,
    condition: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  ): Promise<T> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const value = await condition();
      if (value !== null && value !== undefined && value !== false) return value;
      if (performance.now() > end) throw new Error(`never: ${what}`);
      await this.crm.pass(LOOK_EVERY_MS);
    }
  }

  /** Resolves once all that amoCRM has is in the index. */
  filled(): Promise<boolean> {
    return this.until('filled', () => this.crm.log.some((line) => line.includes('cards are in the index')));
  }
}
