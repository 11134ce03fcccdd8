import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../server/store/SqlStore';
import type { Store } from '../server/store/Store';
import { systemClock } from '../server/system/Clock';
import { strictStoreLog } from './strictStoreLog';

/** Does the work with an empty store in a folder of its own. A fault of the store fails it. */
export async function withSqliteStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'asteriskng-bench-'));
  const store = new SqlStore(
    new SqliteDatabase(join(folder, 'store.sqlite'), () => Date.now()),
    systemClock,
    strictStoreLog,
  );
  try {
    await store.open();
    return await work(store);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
