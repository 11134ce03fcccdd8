import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../system/errorCode';
import { explainFileError } from '../../system/FileFault';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';

/** A file as it was when it was opened. */
type Known = Pick<Stats, 'dev' | 'ino' | 'size'>;

/** What is open. */
type Place = 'file' | 'wal' | 'lock';

/** What making the files came to. */
export interface MadeFiles {
  /** `vanished`: the database was there before, and is gone or empty; `replaced`: another one is in its place. */
  readonly loss: 'vanished' | 'replaced' | null;
  /** It is not the one that was open before, or others may have had it meanwhile. */
  readonly isReplaced: boolean;
}

/** The database's file, its WAL and its lock: makes them, and sees when another program removes or replaces them. */
export class StoreFiles {
  readonly lock: string;
  private known: Readonly<Record<Place, Known>> | null = null;
  private wasReplaced = false;
  private isFileOther = false;
  /** The WAL that is open was removed or replaced. */
  isWalOther = false;

  constructor(private readonly path: string) {
    this.lock = `${path}.lock`;
  }

  /** Was the database once whole? Then the lock is not empty (`markUsed`). */
  get isMarked(): boolean {
    return wasUsed(this.path);
  }

  /**
   * Makes them, readable for this user alone; SQLite gives its own files beside them the same rights. Fails with a
   * `StoreFault`.
   */
  make(): MadeFiles {
    const isReplaced = this.wasReplaced;
    this.known = null;
    this.isWalOther = false;
    try {
      makeFolder(dirname(this.path));
      const wasHere = (makeFile(this.lock) ?? 0) > 0 || isReplaced;
      const hasVanished = (makeFile(this.path) ?? 0) === 0 && wasHere;
      const loss = hasVanished ? 'vanished' : this.isFileOther ? 'replaced' : null;
      return { loss, isReplaced: isReplaced || hasVanished };
    } catch (error) {
      const why = explainFileError(errorCode(error));
      throw new StoreFault('unwritable', storeMessages.unwritable(this.path, why), { cause: error });
    }
  }

  /** Is the lock's file still the one that was opened? Without a look before: yes. */
  get hasLock(): boolean {
    return this.known === null || isSame(this.known.lock, statOf(this.lock));
  }

  /**
   * Looks whether the path still leads to the file that is open. What is written to a file that was removed is lost with
   * this process. Fails with a `StoreFault`.
   */
  demandSame(): void {
    const { known } = this;
    const [file, wal, lock] = [statOf(this.path), statOf(`${this.path}-wal`), statOf(this.lock)];
    const isFileKnown = known === null || isSame(known.file, file);
    // A WAL shrinks when all of it is in the file.
    const isWalKnown = known === null || isSame({ ...known.wal, size: 0 }, wal);
    const isKnown = isFileKnown && isWalKnown && (known === null || isSame(known.lock, lock));
    if (file === undefined || wal === undefined || lock === undefined || !isKnown) {
      this.wasReplaced = true;
      this.isFileOther ||= !isFileKnown;
      this.isWalOther ||= !isWalKnown;
      throw new StoreFault('unwritable', storeMessages.replaced(this.path));
    }
    this.wasReplaced = false;
    this.isFileOther = false;
    // A database that is in use never shrinks.
    this.known = { file, wal: known?.wal ?? wal, lock: known?.lock ?? lock };
  }
}

/** Has a backend had a whole database at this path? Its lock has something in it from then on. */
export function wasUsed(path: string): boolean {
  return (statOf(`${path}.lock`)?.size ?? 0) > 0;
}

/** Undefined: there is no such file. */
function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** @param now the file as it is now */
function isSame(known: Known, now: Known | undefined): boolean {
  return now?.ino === known.ino && now.dev === known.dev && now.size >= known.size;
}

/** Node's own `recursive` has the wrong code for a file system that can only be read. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/**
 * Makes the file, unless it is there. One that another database of this process has open must not be opened and closed:
 * that ends the system's lock on it.
 * @returns bytes in it; null: it was not there
 */
function makeFile(path: string): number | null {
  const there = statOf(path);
  if (there === undefined) {
    closeSync(openSync(path, 'a', 0o600));
    return null;
  }
  if (there.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  try {
    if ((there.mode & 0o077) !== 0) chmodSync(path, 0o600);
  } catch {
    // It is of another user; whether it can be written will be seen.
  }
  return there.size;
}
