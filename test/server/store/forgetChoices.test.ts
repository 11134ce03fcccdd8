import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStoreCommand } from '../../../server/cli/runStoreCommand';
import { parseConfiguration } from '../../../server/config/Configuration';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { FakeTimer } from '../../support/FakeTimer';
import { freePort } from '../support/freePort';
import { storeLog } from './support/storeLog';

/** The client who is to be forgotten. */
const DIGITS = '9109998877';

let folder = '';
let path = '';
let store: SqlStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
  path = join(folder, 'store.sqlite');
  const timer = new FakeTimer();
  store = new SqlStore(new SqliteDatabase(path, () => timer.now()), timer, storeLog().log);
  await store.open();
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function forget(): Promise<void> {
  const configuration = parseConfiguration({
    secretKeys: ['a-key-of-the-test'],
    port: await freePort(),
    store: { path },
  });
  await runStoreCommand('forget', [`+7${DIGITS}`], configuration);
}

test('the contact that was chosen for the number is forgotten, others are not', async () => {
  const keys = [DIGITS, `+7${DIGITS}`, '9160000002'];
  for (const key of keys)
    for (const extension of ['102', '104']) await store.choices.save(key, extension, '{"contactId":7}');
  await forget();
  const left = await Promise.all(keys.map(async (key) => (await store.choices.of(key)).size));
  expect(left).toEqual([0, 0, 2]);
});

test('a store of version 5, with choices of no agent, is gone through, too', async () => {
  await store.close();
  const database = new DatabaseSync(path);
  database.exec(`DROP TABLE contact_choices; UPDATE facts SET value = '5' WHERE name = 'schema';
    CREATE TABLE chosen_contacts (number_key TEXT PRIMARY KEY, text TEXT NOT NULL);
    INSERT INTO chosen_contacts VALUES ('+7${DIGITS}', '{}'), ('9160000002', '{}')`);
  await forget();
  const left = database.prepare('SELECT number_key FROM chosen_contacts').all();
  database.close();
  expect(left).toEqual([{ number_key: '9160000002' }]);
  await store.open();
});
