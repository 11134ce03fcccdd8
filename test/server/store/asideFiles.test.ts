import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { removeOldFiles } from '../../../server/store/removeOldFiles';
import { noteSalvaging } from '../../../server/store/Salvaging';
import { useSqliteStore } from './support/useSqliteStore';

const kept = useSqliteStore();

const DAY_MS = 86_400_000;

test.each([
  [true, 'absolute'],
  [false, 'absolute'],
  [true, 'relative'],
  [false, 'relative'],
])('a file that is still copied from stays, with its WAL; whole: %s, %s', async (isWhole, kind) => {
  const store = await kept.open();
  const named = (path: string): string => (kind === 'absolute' ? path : relative(process.cwd(), path));
  const aside = `${kept.path}.damaged-2026-01-01-000000`;
  // Another file of the same name is another one.
  mkdirSync(join(kept.folder, 'other'));
  const other = join(kept.folder, 'other/store.sqlite.damaged-2026-01-01-000000');
  for (const path of [aside, `${aside}-wal`, other]) writeFileSync(path, '');
  const paths = [aside, `${aside}-wal`, other].map(named);
  await store.writeNow([noteSalvaging({ aside: named(aside), isWhole })]);
  const now = Date.now();
  expect(await removeOldFiles(paths, DAY_MS, now, store)).toEqual([]);
  expect(await removeOldFiles(paths, DAY_MS, now + 2 * DAY_MS, store)).toEqual([named(other)]);
  expect([aside, `${aside}-wal`, other].map((path) => existsSync(path))).toEqual([true, true, false]);
  rmSync(aside);
});
