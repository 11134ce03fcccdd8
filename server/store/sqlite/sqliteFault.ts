import type { Message } from '../../system/Message';
import { explainFileError } from '../../system/FileFault';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';
import type { ThreadError } from './SqliteThread';

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const CODES = {
  error: 1,
  perm: 3,
  busy: 5,
  readonly: 8,
  ioerr: 10,
  corrupt: 11,
  full: 13,
  cantopen: 14,
  tooBig: 18,
  constraint: 19,
  mismatch: 20,
  range: 25,
  notadb: 26,
};

/** What SQLite says where a table of ours is gone. */
const NO_TABLE = /^no such (table|column)|has no column named/;

/** Has the disk no room left? */
export function isDiskFull({ fault }: ThreadError): boolean {
  return (fault.code & 0xff) === CODES.full;
}

/** SQLite's error as the store's. @param holder which process has the file */
export function sqliteFault(path: string, error: ThreadError, holder: Message | null): StoreFault {
  const { code, message, isLock } = error.fault;
  const fault = (kind: StoreFault['kind'], text: Message): StoreFault =>
    new StoreFault(kind, text, { cause: error });
  const unwritable = (why: Message): StoreFault => fault('unwritable', storeMessages.unwritable(path, why));
  const refused = fault('refused', storeMessages.refused(message));
  // Not SQLite's: a value that has no SQL type; or, below 0, there is no database.
  if (code <= 0) return code === 0 ? refused : unwritable(storeMessages.refused(message));
  switch (code & 0xff) {
    case CODES.error:
      return NO_TABLE.test(message) ? fault('damaged', storeMessages.damaged(path)) : refused;
    case CODES.tooBig:
    case CODES.constraint:
    case CODES.mismatch:
    case CODES.range:
      return refused;
    case CODES.busy:
      return isLock
        ? fault('inUse', storeMessages.inUse(path, holder ?? storeMessages.anotherProcess))
        : unwritable(storeMessages.busy);
    case CODES.corrupt:
    case CODES.notadb:
      return fault('damaged', storeMessages.damaged(path));
    case CODES.full:
      return unwritable(explainFileError('ENOSPC'));
    case CODES.readonly:
      return unwritable(explainFileError('EROFS'));
    case CODES.perm:
    case CODES.cantopen:
      return unwritable(storeMessages.notOpened);
    case CODES.ioerr:
      return unwritable(storeMessages.diskError(code));
    default:
      // Of the moment, such as no memory: the entry itself is well.
      return unwritable(storeMessages.refused(message));
  }
}
