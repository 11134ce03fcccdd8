import { existsSync } from 'node:fs';
import { explainFileError } from '../../system/FileFault';
import type { Statement } from '../Database';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';
import { inspectSqlite } from './inspectSqlite';
import { withSqlite } from './withSqlite';

/**
 * Changes a database beside the backend that has it, in one transaction, and leaves nothing of what was deleted in its
 * files. Fails with a `StoreFault`. @returns rows changed by each statement
 */
export async function changeSqlite(
  path: string,
  statements: readonly Statement[],
): Promise<readonly number[]> {
  if (!existsSync(path))
    throw new StoreFault('unwritable', storeMessages.notRead(path, explainFileError('ENOENT')));
  await inspectSqlite(path);
  return withSqlite(path, 'readWrite', async (run) => {
    const changed = await run({ op: 'write', statements });
    await run({ op: 'checkpoint', mode: 'TRUNCATE' });
    return changed;
  });
}
