import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { FakeTimer } from '../../support/FakeTimer';
import { sampleCall } from './support/sampleCall';
import { storeLog } from './support/storeLog';

let folder = '';
let path = '';
let timer: FakeTimer;
let lines: string[];
const opened: SqlStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
  path = join(folder, 'store.sqlite');
  timer = new FakeTimer();
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<SqlStore> {
  const kept = storeLog();
  lines = kept.lines;
  const store = new SqlStore(new SqliteDatabase(path, () => timer.now()), timer, kept.log);
  opened.push(store);
  await store.open();
  return store;
}

test.each<[string, () => void, string[]]>([
  ['removed', () => unlinkSync(path), ['failing: unwritable', 'vanished', 'recovered']],
  [
    'removed with all that belongs to it',
    () => readdirSync(folder).forEach((name) => rmSync(join(folder, name))),
    ['failing: unwritable', 'vanished', 'recovered'],
  ],
  [
    'replaced by an older copy',
    () => {
      copyFileSync(path, `${path}.copy`);
      renameSync(`${path}.copy`, path);
    },
    ['failing: unwritable', 'recovered'],
  ],
  ['locked no more', () => unlinkSync(`${path}.lock`), ['failing: unwritable', 'recovered']],
])('a file in use that is %s: what is open is put again', async (_how, harm, expected) => {
  const store = await open();
  const call = sampleCall({ endedAt: null, outcome: null });
  await store.calls.save(call);
  const other = new DatabaseSync(path);
  other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  other.close();
  harm();
  let how = '';
  store.onRecovered((value) => (how = value));
  await expect(store.outbox.put('a', '1')).rejects.toThrow('was removed, replaced or cut while in use');
  while (store.state.kind !== 'ready') {
    await timer.pass(10_000);
    await new Promise(setImmediate);
  }
  expect([how, lines]).toEqual(['replaced', expected]);
  await store.close();
  const again = await open();
  expect(await again.outbox.all()).toEqual(new Map([['a', '1']]));
  expect(await again.calls.open()).toEqual([call]);
});

test('a file in use that is cut to nothing: what is open is put again', async () => {
  const store = await open();
  const call = sampleCall({ endedAt: null, outcome: null });
  await store.calls.save(call);
  truncateSync(path, 0);
  await expect(store.outbox.put('a', '1')).rejects.toThrow(/is damaged|was removed, replaced or cut/);
  while (store.state.kind !== 'ready') {
    await timer.pass(10_000);
    await new Promise(setImmediate);
  }
  await store.close();
  const again = await open();
  expect(await again.outbox.all()).toEqual(new Map([['a', '1']]));
  expect(await again.calls.open()).toEqual([call]);
});
