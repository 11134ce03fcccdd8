import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { runStoreCommand } from '../../../server/cli/runStoreCommand';
import { parseConfiguration } from '../../../server/config/Configuration';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { StoreCheck } from '../../../server/store/StoreCheck';
import { systemClock } from '../../../server/system/Clock';
import { english } from '../support/inEnglish';
import { sampleCall } from './support/sampleCall';
import { SmallDisk } from './support/SmallDisk';
import { storeLog } from './support/storeLog';
import { testOnDisk } from './support/testOnDisk';

let folder = '';
let path = '';
const opened: SqlStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
  path = join(folder, 'store.sqlite');
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

async function open(): Promise<SqlStore> {
  const database = new SqliteDatabase(path, () => Date.now());
  const store = new SqlStore(database, systemClock, storeLog().log);
  opened.push(store);
  await store.open();
  return store;
}

const run = async (
  command: Parameters<typeof runStoreCommand>[0],
  words: string[],
  store: object = { path },
): Promise<string> =>
  english(
    await runStoreCommand(command, words, parseConfiguration({ secretKeys: ['a-key-of-the-test'], store })),
  ).join('\n');

test('a copy is made while calls go on, and comes back after it; what was there is kept', async () => {
  const store = await open();
  await store.outbox.put('a', '1');
  const end = new AbortController();
  const writing = (async () => {
    for (let count = 0; !end.signal.aborted; count += 1)
      await store.drafts.put(String(count % 50), 'x'.repeat(2_000));
  })();
  const copy = join(folder, 'copy.sqlite');
  expect(await run('backup', [copy])).toContain(`${path} was copied to ${copy}`);
  end.abort();
  await writing;
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  await expect(run('backup', [copy])).rejects.toThrow('there is a file of that name already');
  await store.outbox.put('b', '2');
  await expect(run('restore', [copy])).rejects.toThrow(/is in use by process \d+ .*: stop the backend first/);
  await store.close();
  const said = await run('restore', [copy]);
  expect(said).toContain(`${path} is restored.`);
  const aside = /What was there is now (\S+)\.$/.exec(said)?.[1] ?? '';
  expect(existsSync(aside)).toBe(true);
  expect((await (await open()).outbox.all()).size).toBe(1);
});

test('only a whole copy of a store is put in its place, also in that of a damaged one', async () => {
  const store = await open();
  await store.outbox.put('a', '1');
  const copy = join(folder, 'copy.sqlite');
  await run('backup', [copy]);
  await store.close();
  const other = join(folder, 'other');
  writeFileSync(other, 'no database');
  await expect(run('restore', [other])).rejects.toThrow('is damaged');
  await expect(run('restore', [join(folder, 'none')])).rejects.toThrow('no such file');
  writeFileSync(path, readFileSync(path).fill(7, 0, 4_000));
  await run('restore', [copy]);
  expect((await (await open()).outbox.all()).size).toBe(1);
});

test('a restore that can not be done leaves the store as it is; a copy with a WAL is whole with it', async () => {
  const store = await open();
  await store.outbox.put('a', '1');
  const copies = ['', '-wal'].map((end) => [`${path}${end}`, join(folder, `copy.sqlite${end}`)] as const);
  for (const [from, to] of copies) copyFileSync(from, to);
  await store.close();
  const empty = join(folder, 'empty');
  writeFileSync(empty, '');
  await expect(run('restore', [empty])).rejects.toThrow('it is no copy of a store');
  await expect(run('restore', [path])).rejects.toThrow('is the store itself');
  expect((await (await open()).outbox.all()).size).toBe(1);
  await opened.pop()?.close();
  rmSync(path);
  await run('restore', [join(folder, 'copy.sqlite')]);
  expect((await (await open()).outbox.all()).size).toBe(1);
});

testOnDisk('a restore without room for a copy leaves the store as it is', async () => {
  const disk = SmallDisk.make(2_000_000);
  const [before, copy] = [path, join(folder, 'copy.sqlite')];
  try {
    path = join(disk.folder, 'store.sqlite');
    const store = await open();
    await store.outbox.put('a', 'x'.repeat(900_000));
    await run('backup', [copy], { path });
    await store.close();
    disk.fill();
    await expect(run('restore', [copy], { path })).rejects.toThrow();
    disk.free();
    const again = await open();
    expect((await again.outbox.all()).size).toBe(1);
    await again.close();
  } finally {
    path = before;
    disk.close();
  }
});

test("a client's calls are deleted for good beside a backend that runs", async () => {
  const store = await open();
  const marked = sampleCall({ journal: '{"name":"Secretive Client"}' });
  await store.calls.save(marked);
  await store.calls.save(sampleCall({ id: '2', numberKey: '9990000000' }));
  expect(await run('forget', ['+7', '(910)', '123-45-67'])).toMatch(/^1 calls were deleted/);
  expect((await store.calls.page({ limit: 10 })).calls.map(({ id }) => id)).toEqual(['2']);
  for (const end of ['', '-wal']) expect(readFileSync(path + end).includes('Secretive Client')).toBe(false);
  await store.outbox.put('goes', 'on');
  await expect(run('forget', ['12'])).rejects.toThrow('fewer than five digits');
});

test('the commands say where a store is not a file, or is none', async () => {
  await expect(run('backup', ['x'], {})).rejects.toThrow('There is no store');
  await expect(run('backup', ['x'], { postgres: 'postgres://a@b/c' })).rejects.toThrow('pg_dump');
  await expect(run('backup', [join(folder, 'x')])).rejects.toThrow('no such file');
});

const look = async (): Promise<string> =>
  (await new StoreCheck({ kind: 'sqlite', path }, () => Promise.resolve(null)).run())
    .map(({ level, text }) => `${level}: ${text.en}`)
    .join('\n');

test.each<[string, () => void, RegExp]>([
  [
    'without a table',
    () => change('DROP TABLE totals'),
    /^fault: the store .* is damaged\. Put a backup back by restore, or start the backend/,
  ],
  [
    'without its facts',
    () => change('DROP TABLE facts'),
    /^fault: the store .* is damaged\. Put a backup back by restore, or start the backend/,
  ],
  [
    'without its version',
    () => change('DELETE FROM facts'),
    /^fault: the store .* is damaged\. Put a backup back by restore, or start the backend/,
  ],
  [
    'cut to nothing',
    () => truncateSync(path, 0),
    /^fault: .* is gone or empty, though a backend has used it/,
  ],
  ['removed', () => rmSync(path), /^fault: .* is gone or empty, though a backend has used it/],
])('check does not call a store whole that is %s', async (_how, harm, expected) => {
  const store = await open();
  await store.outbox.put('a', '1');
  await store.close();
  expect(await look()).toMatch(/^(ok|warning): .*store\.sqlite/);
  harm();
  expect(await look()).toMatch(expected);
});

test('check says of an empty file that no backend has used that it can be made', async () => {
  writeFileSync(path, '');
  expect(await look()).toMatch(/^ok: .* can be made\.$|^warning: /);
});

function change(sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

test('check looks at the file and says what is wrong, also while a backend has it', async () => {
  expect(await look()).toMatch(/^(ok|warning): .*store\.sqlite/);
  const store = await open();
  await store.outbox.put('a', '1');
  expect(await look()).toMatch(/^(ok|warning): .*store\.sqlite/);
  await store.close();
  writeFileSync(path, 'no database at all'.repeat(100));
  expect(await look()).toContain(`fault: the store ${path} is damaged. Put a backup back`);
  rmSync(path);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
  expect(await look()).toContain('a part of its path is a file');
  rmSync(folder);
  expect((await new StoreCheck(null, () => Promise.resolve(null)).run()).map(({ level }) => level)).toEqual([
    'warning',
  ]);
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
});
