/**
 * Puts entry after entry into a store, and prints each id once its put has resolved, or `held` when it was refused. A
 * process of its own, so that it can be killed. Words: the file of the store, the first number.
 */
import { SqliteDatabase } from '../../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../../server/store/SqlStore';
import { systemClock } from '../../../../server/system/Clock';

const [path = '', first = '0'] = process.argv.slice(2);

async function main(): Promise<void> {
  const store = new SqlStore(new SqliteDatabase(path, () => Date.now()), systemClock, {
    failing: () => undefined,
    recovered: () => process.stdout.write('recovered\n'),
    opened: () => undefined,
    lost: () => undefined,
    lostAtStop: () => undefined,
    refused: () => undefined,
  });
  await store.open();
  for (let number = Number(first); ; number += 1) {
    const id = `job-${number}`;
    try {
      // A call's end: its open entry goes, its job comes.
      await Promise.all([
        store.drafts.put(`next-${number}`, 'x'.repeat(300)),
        store.drafts.delete(`next-${number - 1}`),
        store.outbox.put(id, 'x'.repeat(600)),
      ]);
      process.stdout.write(`${id}\n`);
    } catch {
      process.stdout.write('held\n');
      // What is refused is held in memory, and has to find room on the disk later.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

void main();
