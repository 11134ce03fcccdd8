import type { Configuration } from '../config/Configuration';
import type { Database, Statement } from '../store/Database';
import { numberKey } from '../store/numberKey';
import { PostgresDatabase } from '../store/postgres/PostgresDatabase';
import { backupSqlite } from '../store/sqlite/backupSqlite';
import { restoreSqlite } from '../store/sqlite/restoreSqlite';
import { changeSqlite } from '../store/sqlite/changeSqlite';
import { deleteClientStatements } from '../store/statements';
import { storePlace, type StorePlace } from '../store/storeSettings';
import { CliFault } from './CliFault';
import type { Message } from '../system/Message';
import { storeCommandMessages as messages } from './storeCommandMessages';

/** Runs `backup`, `restore` or `forget`, as lines. Fails with a `CliFault` or a `StoreFault`. */
export async function runStoreCommand(
  command: 'backup' | 'restore' | 'forget',
  words: readonly string[],
  { store, amocrm, redis }: Pick<Configuration, 'store' | 'amocrm' | 'redis'>,
): Promise<readonly Message[]> {
  const place = storePlace(store, amocrm?.calls.outbox, redis !== undefined);
  if (place === null) throw new CliFault(messages.none);
  if (command === 'forget') return [messages.forgotten(await forget(place, words.join(' ')))];
  if (place.kind === 'postgres') throw new CliFault(messages.ofServer);
  const [file = ''] = words;
  if (command === 'backup') {
    await backupSqlite(place.path, file);
    return [messages.copied(place.path, file)];
  }
  const aside = await restoreSqlite(place.path, file, Date.now());
  return [messages.restored(place.path), ...(aside === null ? [] : [messages.asideNow(aside)])];
}

/** Works beside a backend that runs. @returns number of deleted calls */
async function forget(place: StorePlace, number: string): Promise<number> {
  const key = numberKey(number);
  if (key === '') throw new CliFault(messages.noNumber);
  const statements = deleteClientStatements(key);
  const changed =
    place.kind === 'sqlite'
      ? await changeSqlite(place.path, statements)
      : await changeDatabase(new PostgresDatabase(place), statements);
  return changed.at(-1) ?? 0;
}

async function changeDatabase(
  database: Database,
  statements: readonly Statement[],
): Promise<readonly number[]> {
  try {
    await database.open();
    return await database.writeAlone(statements);
  } finally {
    await database.close();
  }
}
