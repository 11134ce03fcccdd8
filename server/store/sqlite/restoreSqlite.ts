import { chownSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode } from '../../system/errorCode';
import { explainFileError } from '../../system/FileFault';
import { lockHolder } from '../../system/lockHolder';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';
import { backupSqlite } from './backupSqlite';
import { inspectSqlite } from './inspectSqlite';
import { putAside, putBack } from './putAside';
import { APPLICATION_ID } from './applicationId';
import { sqliteFault } from './sqliteFault';
import { SqliteThread, ThreadError } from './SqliteThread';

/**
 * Puts a backup in the place of the store's file, which is renamed. Fails with a `StoreFault` when the backup is empty or not
 * whole, there is no room for a copy of it, or a backend is running; then all is as it was.
 * @param now ms since 1970
 * @returns where the file that was there is now; null: there was none
 */
export async function restoreSqlite(path: string, backup: string, now: number): Promise<string | null> {
  const [place, source] = [resolve(path), resolve(backup)];
  if (!existsSync(source))
    throw new StoreFault('unwritable', storeMessages.notRead(source, explainFileError('ENOENT')));
  if (isSameFile(source, place)) throw new StoreFault('unwritable', storeMessages.sameFile(source));
  if (!(await inspectSqlite(source))) throw new StoreFault('damaged', storeMessages.emptyCopy(source));
  const made = `${place}.restoring`;
  const thread = new SqliteThread();
  try {
    await takeLock(thread, place);
    rmSync(made, { force: true });
    // By SQLite, so that a WAL beside it counts.
    await backupSqlite(source, made);
    const aside = existsSync(place) ? putAside(place, now, 'before-restore') : null;
    try {
      renameSync(made, place);
    } catch (error) {
      if (aside !== null) putBack(aside, place);
      throw error;
    }
    // Root restores for the user that the backend runs as.
    const { uid, gid } = statSync(aside ?? dirname(place));
    if (process.getuid?.() === 0) for (const file of [place, `${place}.lock`]) chownSync(file, uid, gid);
    return aside;
  } catch (error) {
    if (error instanceof StoreFault) throw error;
    const why = explainFileError(errorCode(error));
    throw new StoreFault('unwritable', storeMessages.unwritable(place, why), { cause: error });
  } finally {
    rmSync(made, { force: true });
    await thread.run({ op: 'close' });
    await thread.end();
  }
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

/** Whether the database itself can be opened is of no account: it may be damaged. */
async function takeLock(thread: SqliteThread, path: string): Promise<void> {
  const lock = `${path}.lock`;
  try {
    await thread.run({
      op: 'open',
      path: ':memory:',
      lockPath: lock,
      isReadOnly: false,
      applicationId: APPLICATION_ID,
    });
  } catch (error) {
    if (!(error instanceof ThreadError)) throw error;
    const holder = (await lockHolder(lock)) ?? storeMessages.anotherProcess;
    const fault = sqliteFault(path, error, holder);
    throw fault.kind === 'inUse'
      ? new StoreFault('inUse', storeMessages.stopFirst(path, holder), { cause: error })
      : fault;
  }
}
