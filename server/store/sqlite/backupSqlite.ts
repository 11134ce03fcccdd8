import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCode } from '../../system/errorCode';
import { explainFileError } from '../../system/FileFault';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';
import { isDiskFull } from './sqliteFault';
import { ThreadError } from './SqliteThread';
import { inspectSqlite } from './inspectSqlite';
import { withSqlite } from './withSqlite';

/**
 * Copies a database to a file that is not there yet, also while a backend writes to it. Fails with a `StoreFault`; then
 * there is no file.
 */
export async function backupSqlite(path: string, to: string): Promise<void> {
  const target = resolve(to);
  if (!existsSync(path))
    throw new StoreFault('unwritable', storeMessages.notRead(path, explainFileError('ENOENT')));
  try {
    // Made by us, so that only this user can read it.
    closeSync(openSync(target, 'wx', 0o600));
  } catch (error) {
    const code = errorCode(error);
    const why = code === 'EEXIST' ? storeMessages.fileIsThere : explainFileError(code);
    throw new StoreFault('unwritable', storeMessages.notCopied(target, why), { cause: error });
  }
  try {
    await withSqlite(path, 'readOnly', (run) => run({ op: 'backup', path: target }));
    await inspectSqlite(target);
  } catch (error) {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(target + end, { force: true });
    // The store itself is only read.
    if (!(error instanceof StoreFault) || error.kind !== 'unwritable') throw error;
    const isFull = error.cause instanceof ThreadError && isDiskFull(error.cause);
    const why = isFull ? explainFileError('ENOSPC') : error.text;
    throw new StoreFault('unwritable', storeMessages.notCopied(target, why), { cause: error });
  }
}
