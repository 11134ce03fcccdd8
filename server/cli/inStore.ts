import type { ForgetDatabase } from '../store/forgetClient';
import { PostgresDatabase } from '../store/postgres/PostgresDatabase';
import { changeSqlite } from '../store/sqlite/changeSqlite';
import type { StorePlace } from '../store/storeSettings';

/** Opens the store for one command, also beside a backend that has it. Fails with a `StoreFault`. */
export async function inStore<T>(
  place: StorePlace,
  work: (database: ForgetDatabase) => Promise<T>,
): Promise<T> {
  if (place.kind === 'sqlite') return changeSqlite(place.path, work);
  const database = new PostgresDatabase(place, 'beside');
  try {
    await database.open();
    return await work({
      read: (statement) => database.read(statement),
      write: (statements) => database.writeAlone(statements),
    });
  } finally {
    await database.close();
  }
}
