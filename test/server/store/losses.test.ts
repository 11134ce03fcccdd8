import {
  copyFileSync,
  existsSync,
  readdirSync,
  renameSync,
  truncateSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { runStoreCommand } from '../../../server/cli/runStoreCommand';
import { parseConfiguration } from '../../../server/config/Configuration';
import type { SqlStore } from '../../../server/store/SqlStore';
import { StoreCheck } from '../../../server/store/StoreCheck';
import { english } from '../support/inEnglish';
import { sampleCall } from './support/sampleCall';
import { useSqliteStore } from './support/useSqliteStore';
import { passUntil } from '../support/passUntil';

const kept = useSqliteStore();

/** A store that is damaged, and opened again. */
async function damaged(): Promise<SqlStore> {
  const first = await kept.open();
  await first.outbox.put('a', '1');
  await first.close();
  truncateSync(kept.path, 1_000);
  return kept.open();
}

const kinds = (store: SqlStore): string[] => store.losses.map(({ kind }) => kind);

const aside = (): string =>
  join(kept.folder, readdirSync(kept.folder).find((name) => /\.damaged-[\d-]+$/.test(name)) ?? '');

const check = async (): Promise<string[]> =>
  (await new StoreCheck({ kind: 'sqlite', path: kept.path }, () => Promise.resolve(null)).run()).map(
    ({ level, text }) => `${level}: ${text.en}`,
  );

const losses = async (...words: string[]): Promise<readonly string[]> => {
  const { path } = kept;
  return english(
    await runStoreCommand(
      'losses',
      words,
      parseConfiguration({ secretKeys: ['a-key-of-the-test'], store: { path } }),
    ),
  );
};

test('damage stays to be seen over restarts, until what was put aside is moved away', async () => {
  const store = await damaged();
  expect(store.losses).toEqual([{ kind: 'damaged', at: kept.timer.now(), aside: aside() }]);
  await store.close();
  const again = await kept.open();
  expect(kinds(again)).toEqual(['damaged']);
  renameSync(aside(), join(kept.folder, 'elsewhere'));
  await again.look('begin');
  expect(kinds(again)).toEqual([]);
  await again.close();
  expect((await check()).filter((line) => line.includes('was damaged'))).toEqual([]);
});

test('check names the size of the store, what was lost, and what was put aside with its size', async () => {
  const store = await damaged();
  await store.close();
  const [first, second, third] = await check();
  expect(first).toMatch(/store\.sqlite is whole \(0\.\d MB\)\.$|^warning: .* MB left/);
  expect(second).toContain(`the damaged file is ${aside()}. Once you know what is missing`);
  expect(third).toMatch(/^ok: Put aside, .*\.damaged-[\d-]+ \(0\.0 MB\)/);
});

test('the operator accepts losses beside a backend that runs, which forgets them at its next look', async () => {
  const store = await damaged();
  await store.close();
  unlinkSync(kept.path);
  const again = await kept.open();
  // The first one was in the file that is gone now.
  expect(kinds(again)).toEqual(['vanished']);
  expect(await losses()).toEqual([
    expect.stringContaining('the store was gone or empty, and a new one was made'),
    'Once you know what is missing: losses accept.',
  ]);
  expect((await losses('accept')).at(-1)).toContain('Accepted: 1.');
  await again.look('begin');
  expect([kinds(again), await losses()]).toEqual([
    [],
    ['Nothing of the store was lost, or you have accepted it.'],
  ]);
});

test.each<[string, () => void, string[]]>([
  [
    'replaced by an older copy',
    () => {
      copyFileSync(kept.path, `${kept.path}.copy`);
      renameSync(`${kept.path}.copy`, kept.path);
    },
    ['replaced'],
  ],
  ['removed', () => unlinkSync(kept.path), ['vanished']],
  ['without its lock, which costs nothing', () => unlinkSync(`${kept.path}.lock`), []],
])('a file in use that is %s', async (_how, harm, expected) => {
  const store = await kept.open();
  await store.outbox.put('a', '1');
  const other = new DatabaseSync(kept.path);
  other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  other.close();
  harm();
  await expect(store.outbox.put('b', '2')).rejects.toThrow('was removed, replaced or cut while in use');
  await passUntil(kept.timer, 10_000, 'the store is ready', () => store.state.kind === 'ready');
  expect(kinds(store)).toEqual(expected);
});

test('an entry that the database refuses is a loss, too', async () => {
  const store = await kept.open();
  await store.calls.save({ ...sampleCall(), direction: null as never }).catch(() => undefined);
  await store.close();
  expect(kinds(await kept.open())).toEqual(['refused']);
});

/**
 * What a kill leaves behind that comes right after a write; the file's last change was before the mark's.
 * @returns path of the store
 */
async function killed(...ends: readonly string[]): Promise<string> {
  const store = await kept.open();
  await store.outbox.put('a', '1');
  const path = join(kept.folder, 'killed.sqlite');
  for (const end of ['', '.lock', '.behind', ...ends]) copyFileSync(kept.path + end, path + end);
  const now = Date.now() / 1_000;
  utimesSync(path, now - 20, now - 20);
  utimesSync(`${path}.behind`, now - 10, now - 10);
  return path;
}

test.each([[[]], [['-wal']]])('a WAL that is gone with its index after a kill; left: %s', async (left) => {
  const again = await kept.open(await killed(...left));
  const isWhole = left.length > 0;
  expect([...(await again.outbox.all()).keys()]).toEqual(isWhole ? ['a'] : []);
  expect(kinds(again)).toEqual(isWhole ? [] : ['cut']);
});

test('a WAL that another program has put into the file after a kill is no loss', async () => {
  const path = await killed('-wal');
  const other = new DatabaseSync(path);
  other.exec('SELECT COUNT(*) FROM outbox');
  other.close();
  expect(existsSync(`${path}-wal`)).toBe(false);
  const again = await kept.open(path);
  expect([[...(await again.outbox.all()).keys()], kinds(again)]).toEqual([['a'], []]);
});

test('a stop in order leaves no mark', async () => {
  const store = await kept.open();
  await store.outbox.put('a', '1');
  await store.close();
  expect(existsSync(`${kept.path}.behind`)).toBe(false);
});
