import { existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runStoreCommand } from '../../../server/cli/runStoreCommand';
import { parseConfiguration } from '../../../server/config/Configuration';
import { asideFiles } from '../../../server/store/asideFiles';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { storePlace, type StorePlace } from '../../../server/store/storeSettings';
import { systemClock } from '../../../server/system/Clock';
import { english } from '../support/inEnglish';
import { storeLog } from './support/storeLog';

let folder = '';
/** The file itself, and a link to it. */
let file = '';
let link = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'asteriskng-store-')));
  for (const name of ['data', 'etc']) mkdirSync(join(folder, name));
  [file, link] = [join(folder, 'data/store.sqlite'), join(folder, 'etc/link.sqlite')];
  symlinkSync('../data/store.sqlite', link);
});

afterEach(() => rmSync(folder, { recursive: true }));

const configuration = () => parseConfiguration({ secretKeys: ['a-key-of-the-test'], store: { path: link } });

const place = (): StorePlace | null => storePlace(configuration().store, undefined, false);

/** Opens the store of the settings, which have the link. */
async function inStore<T>(work: (store: SqlStore) => Promise<T>): Promise<T> {
  const found = place();
  if (found?.kind !== 'sqlite') throw new Error('it is no file');
  const store = new SqlStore(new SqliteDatabase(found.path, () => Date.now()), systemClock, storeLog().log);
  await store.open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

test('a store behind a link is made at the end of it, with all that belongs to it', async () => {
  await inStore(async (store) => {
    await store.outbox.put('a', '1');
    for (const end of ['', '-wal', '.lock']) expect([end, existsSync(file + end)]).toEqual([end, true]);
  });
  expect(existsSync(`${link}.lock`)).toBe(false);
});

test('restore renames the file and not the link to it, and what is put aside is found beside the file', async () => {
  const copy = join(folder, 'copy.sqlite');
  await inStore((store) => store.outbox.put('a', '1'));
  await runStoreCommand('backup', [copy], configuration());
  await inStore((store) => store.outbox.put('b', '2'));
  const [, aside = ''] = english(await runStoreCommand('restore', [copy], configuration()));
  expect(aside).toContain(`${file}.before-restore-`);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect((await inStore((store) => store.outbox.all())).size).toBe(1);
  const found = place();
  expect(found === null ? [] : asideFiles(found, undefined).map((path) => dirname(path))).toEqual([
    dirname(file),
  ]);
});

test('links in a ring are a store that can not be opened', async () => {
  symlinkSync(link, file);
  await inStore((store) => {
    expect(store.state).toMatchObject({ kind: 'failing', code: 'unwritable' });
    return Promise.resolve();
  });
});
