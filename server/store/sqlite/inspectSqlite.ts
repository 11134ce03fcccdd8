import { storeMessages } from '../messages';
import { SCHEMA_VERSION, TABLES } from '../migrationsFrom';
import { StoreFault } from '../StoreFault';
import { withSqlite } from './withSqlite';

/**
 * Looks whether a file is a whole database of this program, also while a backend has it open; changes nothing. Fails
 * with a `StoreFault` when it is not. An empty file passes: it is one that was never used.
 * @returns false: it is empty
 */
export function inspectSqlite(path: string): Promise<boolean> {
  return withSqlite(path, 'readOnly', async (run) => {
    const read = (sql: string) => run({ op: 'read', statement: { sql, values: [] } });
    const [check] = await read('PRAGMA quick_check(1)');
    if (check?.['quick_check'] !== 'ok') throw new StoreFault('damaged', storeMessages.damaged(path));
    const tables = await read(`SELECT name FROM sqlite_master WHERE type = 'table'`);
    if (tables.length === 0) return false;
    const names = new Set(tables.map(({ name }) => name));
    const [row] = await read(`SELECT value FROM facts WHERE name = 'schema'`);
    const version = Number(row?.['value']);
    if (version > SCHEMA_VERSION)
      throw new StoreFault('newer', storeMessages.newer(path, String(version), SCHEMA_VERSION));
    if (version === SCHEMA_VERSION && ![...TABLES.keys()].every((name) => names.has(name)))
      throw new StoreFault('damaged', storeMessages.damaged(path));
    return true;
  });
}
