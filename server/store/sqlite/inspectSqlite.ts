import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';
import { readSchema } from './readSchema';
import { withSqlite } from './withSqlite';

/**
 * Looks whether a file is a whole database of this program, also while a backend has it open; changes nothing. Fails
 * with a `StoreFault` when it is not. An empty file passes: it is one that was never used.
 * @param depth `begin`: its header and its tables alone
 * @returns false: it is empty
 */
export function inspectSqlite(path: string, depth: 'begin' | 'whole' = 'whole'): Promise<boolean> {
  return withSqlite(path, 'readOnly', async (run) => {
    const read = (sql: string) => run({ op: 'read', statement: { sql, values: [] } });
    if (depth === 'whole') {
      const [check] = await read('PRAGMA quick_check(1)');
      if (check?.['quick_check'] !== 'ok') throw new StoreFault('damaged', storeMessages.damaged(path));
    }
    return (await readSchema(path, read)).version > 0;
  });
}
