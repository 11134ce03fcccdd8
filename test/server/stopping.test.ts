import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../server/store/sqlite/SqliteDatabase';
import { StoppingBackend } from './support/StoppingBackend';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-stopping-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const outbox = (): string => join(folder, 'outbox');
const amocrm = () => ({
  address: 'http://127.0.0.1:1',
  token: 'a-token-of-the-test',
  calls: { outbox: outbox() },
});

/** Is the store in use? */
async function isOutboxOpen(): Promise<boolean> {
  const database = new SqliteDatabase(`${outbox()}.sqlite`, () => Date.now());
  try {
    await database.open();
    return false;
  } catch {
    return true;
  } finally {
    await database.close();
  }
}

test('polls are answered, then the telephone system is left, and the stores close last', async () => {
  const order: string[] = [];
  const backend = await StoppingBackend.start({ amocrm: amocrm() }, async () => {
    order.push((await isOutboxOpen()) ? 'left, the outbox is open' : 'left, the outbox is closed');
  });
  const { answer } = await backend.holdPoll(() => order.push('poll answered'));
  expect(order).toEqual([]);
  await backend.close();
  expect(await answer).toMatchObject({ calls: [] });
  expect(order).toEqual(['poll answered', 'left, the outbox is open']);
  expect(await isOutboxOpen()).toBe(false);
});

test('one that fails to close is logged, and the others close', async () => {
  const backend = await StoppingBackend.start({ amocrm: amocrm() }, () =>
    Promise.reject(new Error('no way out')),
  );
  await backend.close();
  expect(await isOutboxOpen()).toBe(false);
  const lines = backend.log.filter((line) => line.includes('"feature.close-failed"'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('no way out');
  expect(lines[0]).toContain('"feature":"telephony"');
});
