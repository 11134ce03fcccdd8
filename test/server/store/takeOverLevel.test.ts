import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { LevelTakeOver } from '../../../server/store/takeOver/LevelTakeOver';
import { takeOverLevel } from '../../../server/store/takeOver/takeOverLevel';
import { systemClock } from '../../../server/system/Clock';
import { FakeTimer } from '../../support/FakeTimer';
import { storeLog } from './support/storeLog';
import { passUntil } from '../support/passUntil';

/** Of a file, bytes. */
const LONGEST_NAME = 255;

let folder = '';
let level = '';
let store: SqlStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
  level = join(folder, 'outbox');
  cpSync(join(__dirname, '../../upgrade/v1.0.0/outbox'), level, { recursive: true });
  store = new SqlStore(
    new SqliteDatabase(join(folder, 'store.sqlite'), () => Date.now()),
    systemClock,
    storeLog().log,
  );
  await store.open();
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test('a folder of 1.0.0 is taken over once and put aside', async () => {
  const taken = await takeOverLevel(store, level, 'outbox');
  expect(taken).toMatchObject({ folder: `${level}.taken-over`, isDamaged: false });
  expect(taken?.entries).toBeGreaterThan(2);
  const all = await store.outbox.all();
  expect(all.size).toBe(taken?.entries);
  expect([existsSync(level), existsSync(`${level}.taken-over`)]).toEqual([false, true]);
  expect(await takeOverLevel(store, level, 'outbox')).toBeNull();
  // Back to 1.0.0 for a while, and here again: what is newer stays.
  const [id = ''] = all.keys();
  await store.outbox.put(id, 'newer');
  const older = new ClassicLevel(level);
  await older.open();
  await older.put(id, 'older');
  await older.put('another', 'job');
  await older.close();
  expect(await takeOverLevel(store, level, 'outbox')).toMatchObject({
    entries: 2,
    folder: `${level}.taken-over-2`,
  });
  const now = await store.outbox.all();
  expect([now.get(id), now.get('another'), now.size]).toEqual(['newer', 'job', all.size + 1]);
});

test('of a folder that can not be renamed each entry is taken over once, also after 1.0.0 has used it again', async () => {
  // A name with `.taken-over` behind it would be longer than a name may be, for root as well.
  const long = join(folder, 'o'.repeat(LONGEST_NAME));
  renameSync(level, long);
  expect(await takeOverLevel(store, long, 'outbox')).toMatchObject({ folder: long, isRenamed: false });
  for (const id of (await store.outbox.all()).keys()) await store.outbox.delete(id);
  expect(await takeOverLevel(store, long, 'outbox')).toBeNull();
  expect((await store.outbox.all()).size).toBe(0);
  const older = new ClassicLevel(long);
  await older.open();
  await older.put('another', 'job');
  await older.close();
  expect(await takeOverLevel(store, long, 'outbox')).toMatchObject({ entries: 1, folder: long });
  expect(await store.outbox.all()).toEqual(new Map([['another', 'job']]));
});

test('a backend of 1.0.0 that still runs is named', async () => {
  const running = new ClassicLevel(level);
  await running.open();
  await expect(takeOverLevel(store, level, 'outbox')).rejects.toThrow(
    /outbox is in use by (process|another)/,
  );
  await running.close();
});

const fileOf = (start: string): string =>
  join(level, readdirSync(level).find((name) => name.startsWith(start) || name.endsWith(start)) ?? '');

test.each<[string, () => void]>([
  ['CURRENT is empty', () => truncateSync(join(level, 'CURRENT'), 0)],
  ['CURRENT is gone', () => unlinkSync(join(level, 'CURRENT'))],
  ['MANIFEST is something else', () => writeFileSync(fileOf('MANIFEST'), Buffer.alloc(100, 7))],
  ['MANIFEST is gone', () => unlinkSync(fileOf('MANIFEST'))],
])('of a damaged folder of 1.0.0 what can be read is taken over: %s', async (_how, damage) => {
  damage();
  expect(await takeOverLevel(store, level, 'outbox')).toMatchObject({ isDamaged: true });
  expect((await store.outbox.all()).size).toBeGreaterThan(2);
  expect(existsSync(level)).toBe(false);
});

test('a folder that can not be read for now stays, is named, and is taken over once it can be', async () => {
  const current = join(level, 'CURRENT');
  const text = readFileSync(current);
  unlinkSync(current);
  mkdirSync(current);
  const [timer, said] = [new FakeTimer(), [] as string[]];
  const earlier = new LevelTakeOver(
    store,
    [
      [level, 'outbox'],
      [`${level}-open`, 'drafts'],
    ],
    timer,
    {
      taken: ({ entries }) => said.push(`taken: ${entries > 2}`),
      failed: ({ text }) => said.push(text.en.replace(folder, '…')),
    },
  );
  store.onRecovered((how) => said.push(how));
  await earlier.start();
  expect(said).toEqual([
    expect.stringMatching(/^what version 1\.0\.0 has left in …\/outbox can not be taken over: /),
  ]);
  expect([store.state.kind, existsSync(level), (await store.outbox.all()).size]).toEqual([
    'incomplete',
    true,
    0,
  ]);
  rmdirSync(current);
  writeFileSync(current, text);
  await passUntil(timer, 60_000, 'the store is ready', () => store.state.kind === 'ready');
  expect(said.slice(1)).toEqual(['taken: true', 'added']);
  expect([existsSync(level), (await store.outbox.all()).size > 2, timer.pending]).toEqual([false, true, 0]);
  earlier.close();
});
