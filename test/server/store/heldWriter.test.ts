import { HeldWriter } from '../../../server/store/HeldWriter';
import { systemClock } from '../../../server/system/Clock';
import type { Database } from '../../../server/store/Database';
import { StoreFault } from '../../../server/store/StoreFault';
import { storeMessages } from '../../../server/store/messages';
import { storeLog } from './support/storeLog';

test('a change waits while it is being written, and when that fails', async () => {
  let fail: (error: Error) => void = () => undefined;
  const database: Database = {
    open: () => Promise.reject(new Error('not opened here')),
    write: () => new Promise((_resolve, reject) => (fail = reject)),
    writeAlone: () => Promise.resolve([]),
    read: () => Promise.resolve([]),
    backup: () => Promise.resolve(),
    look: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const held = new HeldWriter(database, systemClock, storeLog().log);
  held.add({ table: 'outbox', id: 'a', text: '1' });
  const writing = held.write();
  held.add({ table: 'outbox', id: 'b', text: '2' });
  expect(held.waiting).toBe(2);
  fail(new StoreFault('unwritable', storeMessages.full));
  await writing;
  expect(held.waiting).toBe(2);
});
