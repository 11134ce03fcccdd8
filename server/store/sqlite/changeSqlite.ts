import { existsSync } from 'node:fs';
import { explainFileError } from '../../system/FileFault';
import type { Row, Statement } from '../Database';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';
import { inspectSqlite } from './inspectSqlite';
import { withSqlite } from './withSqlite';

/** A database that is open for one piece of work. */
interface ChangedDatabase {
  read(statement: Statement): Promise<readonly Row[]>;
  /** In one transaction. @returns rows changed by each statement */
  write(statements: readonly Statement[]): Promise<readonly number[]>;
}

/**
 * Changes a database beside the backend that has it, and leaves nothing of what was deleted in its files. Fails with a
 * `StoreFault`.
 */
export async function changeSqlite<T>(
  path: string,
  work: (database: ChangedDatabase) => Promise<T>,
): Promise<T> {
  if (!existsSync(path))
    throw new StoreFault('unwritable', storeMessages.notRead(path, explainFileError('ENOENT')));
  await inspectSqlite(path);
  return withSqlite(path, 'readWrite', async (run) => {
    const result = await work({
      read: (statement) => run({ op: 'read', statement }),
      write: (statements) => run({ op: 'write', statements }),
    });
    await run({ op: 'checkpoint', mode: 'TRUNCATE' });
    return result;
  });
}
