import type { Message } from '../../system/Message';
import { explainFileError } from '../../system/FileFault';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';
import type { ThreadError } from './SqliteThread';

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const CODES = { perm: 3, busy: 5, readonly: 8, ioerr: 10, corrupt: 11, full: 13, cantopen: 14, notadb: 26 };

/** SQLite's error as the store's. @param holder which process has the file */
export function sqliteFault(path: string, error: ThreadError, holder: Message | null): StoreFault {
  const { code, message, isLock } = error.fault;
  const fault = (kind: StoreFault['kind'], text: Message): StoreFault =>
    new StoreFault(kind, text, { cause: error });
  const unwritable = (why: Message): StoreFault => fault('unwritable', storeMessages.unwritable(path, why));
  switch (code & 0xff) {
    // Not SQLite's: the thread has ended.
    case 0:
      return unwritable(storeMessages.refused(message));
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
      return fault('refused', storeMessages.refused(message));
  }
}
