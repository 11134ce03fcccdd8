import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';
import { APPLICATION_ID } from './applicationId';
import { sqliteFault } from './sqliteFault';
import { SqliteThread, ThreadError } from './SqliteThread';
import type { ThreadAnswers, ThreadOrder } from './threadMessages';

type Run = <Order extends ThreadOrder>(order: Order) => Promise<ThreadAnswers[Order['op']]>;

/** Opens a database for one piece of work, also beside a backend that has it. Fails with a `StoreFault`. */
export async function withSqlite<T>(
  path: string,
  access: 'readOnly' | 'readWrite',
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const thread = new SqliteThread();
  try {
    const opened = await thread.run({
      op: 'open',
      path,
      lockPath: null,
      isReadOnly: access === 'readOnly',
      applicationId: APPLICATION_ID,
    });
    if (opened === 'foreign') throw new StoreFault('foreign', storeMessages.foreign(path));
    const result = await work((order) => thread.run(order));
    await thread.run({ op: 'close' });
    return result;
  } catch (error) {
    throw error instanceof ThreadError ? sqliteFault(path, error, null) : error;
  } finally {
    await thread.end();
  }
}
