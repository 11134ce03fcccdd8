import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../../server/store/SqlStore';
import { FakeTimer } from '../../../support/FakeTimer';
import { storeLog } from './storeLog';

/** A store in a file of its own for each test; what is opened is closed after it. */
export interface SqliteStores {
  readonly folder: string;
  /** Of the file. */
  readonly path: string;
  readonly timer: FakeTimer;
  /** What the store that was opened last has logged. */
  readonly lines: readonly string[];
  /** @param file left out: `path` */
  open(file?: string): Promise<SqlStore>;
}

/** Registers with the test file what makes them and clears them away. */
export function useSqliteStore(): SqliteStores {
  const opened: SqlStore[] = [];
  const stores: { -readonly [Key in keyof SqliteStores]: SqliteStores[Key] } = {
    folder: '',
    path: '',
    timer: new FakeTimer(),
    lines: [],
    open: async (file = stores.path): Promise<SqlStore> => {
      const { timer } = stores;
      const { log, lines } = storeLog();
      stores.lines = lines;
      const store = new SqlStore(new SqliteDatabase(file, () => timer.now()), timer, log);
      opened.push(store);
      await store.open();
      return store;
    },
  };
  beforeEach(() => {
    stores.folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
    stores.path = join(stores.folder, 'store.sqlite');
    stores.timer = new FakeTimer();
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    rmSync(stores.folder, { recursive: true, force: true });
  });
  return stores;
}
