import { existsSync, renameSync, rmSync } from 'node:fs';
import { errorCode } from '../../system/errorCode';
import { explainFileError } from '../../system/FileFault';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';

/** Files that SQLite has beside a database. */
const BESIDE = ['', '-wal', '-shm', '-journal'];

/**
 * Renames a database, with what belongs to it, to such as `<path>.damaged-2026-11-28-184000`. Fails with a `StoreFault`.
 * @param at ms since 1970
 * @param why part of the new name
 * @returns the new path
 */
export function putAside(path: string, at: number, why = 'damaged'): string {
  const moment = new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace('T', '-')
    .replaceAll(':', '');
  let aside = `${path}.${why}-${moment}`;
  for (let count = 2; existsSync(aside); count += 1) aside = `${path}.${why}-${moment}-${count}`;
  try {
    for (const end of BESIDE) if (existsSync(path + end)) renameSync(path + end, aside + end);
  } catch (error) {
    throw new StoreFault('unwritable', storeMessages.notPutAside(path, explainFileError(errorCode(error))), {
      cause: error,
    });
  }
  return aside;
}

/** Undoes `putAside`; what is at the path now is removed. @param aside what that has returned */
export function putBack(aside: string, path: string): void {
  for (const end of BESIDE) {
    rmSync(path + end, { force: true });
    if (existsSync(aside + end)) renameSync(aside + end, path + end);
  }
}
