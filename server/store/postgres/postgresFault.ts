import { errorCode } from '../../system/errorCode';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';

/**
 * Classes of PostgreSQL's codes (documentation, appendix A) by which a statement itself is refused: data, integrity,
 * syntax.
 */
const OF_STATEMENT = /^(22|23|42)...$/;

/** No such table, column or schema: ours is gone. */
const OF_TABLES = /^(42P01|42703|3F000)$/;

/** Class 28: authorization; 3D: no such database. */
const OF_ENTRY = /^(28|3D)...$/;

/** Class 08: connection; 57P: the server ends, as after a crash, or starts, or has ended this connection. */
const OF_CONNECTION = /^(08...|57P..)$/;

/** No right, as to make a schema or to write a table. */
const NO_RIGHT = '42501';

/** Another program's lock was waited for; the server has given up a statement. */
const LOCKED = '55P03';
const TOO_LONG = '57014';

/** What `pg` says, without a code, when no answer comes. */
const NO_ANSWER = 'Query read timeout';

/** What `pg` says, without a code, when the server wants a password and none is set. */
const NO_PASSWORD = 'client password must be';

/** Was a lock of another connection waited for in vain? */
export function isLockFault(error: unknown): boolean {
  return errorCode(error) === LOCKED;
}

/** An error of `pg` as the store's. @param place server and database */
export function postgresFault(place: string, error: unknown): StoreFault {
  const code = errorCode(error);
  const message = error instanceof Error && error.message !== '' ? error.message : code;
  const options = { cause: error };
  if (code === LOCKED) return new StoreFault('unwritable', storeMessages.serverLocked(place), options);
  if (code === TOO_LONG) return new StoreFault('unwritable', storeMessages.serverSlow(place), options);
  if (message === NO_ANSWER) return new StoreFault('unreachable', storeMessages.serverSilent(place), options);
  if (message.includes(NO_PASSWORD))
    return new StoreFault('unreachable', storeMessages.passwordWanted(place), options);
  if (code === NO_RIGHT) return new StoreFault('unreachable', storeMessages.noRight(place, message), options);
  if (OF_ENTRY.test(code))
    return new StoreFault('unreachable', storeMessages.noEntry(place, message), options);
  if (OF_TABLES.test(code))
    return new StoreFault('damaged', storeMessages.serverRefuses(place, message), options);
  if (OF_STATEMENT.test(code)) return new StoreFault('refused', storeMessages.refused(message), options);
  // Five characters are the server's own code, such as 53100 for a full disk and 25006 for a read-only server.
  return /^[0-9A-Z]{5}$/.test(code) && !OF_CONNECTION.test(code)
    ? new StoreFault('unwritable', storeMessages.serverRefuses(place, message), options)
    : new StoreFault('unreachable', storeMessages.unreachable(place, message), options);
}
