import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { statementsFrom } from '../schema';
import { StoreFault } from '../StoreFault';
import { withSqlite } from './withSqlite';

/** Bytes of a page in files of this program. */
const PAGE = 4_096;

/** Places in the header (sqlite.org/fileformat.html, 1.3): pages in the file, first free page, number of free pages. */
const [PAGES_AT, FREE_AT, FREE_COUNT_AT] = [28, 32, 36];

/**
 * The first page has the list of tables: without it no row is found, though all of them may be there. Where it can't be
 * read in a file that was put aside, the one of a new database takes its place, whose tables begin at the same pages, since
 * they are made by the same statements. What was there is kept in `<path>-page1`. No connection may have the file open.
 * Never fails: then nothing is read of it.
 */
export async function mendFirstPage(path: string): Promise<void> {
  if (await hasTables(path)) return;
  const model = `${path}-model`;
  try {
    await withSqlite(model, 'readWrite', (run) =>
      run({ op: 'write', statements: statementsFrom(0, new Set()) }),
    );
    putFirstPage(path, readFileSync(model).subarray(0, PAGE));
  } catch {
    // It stays as it is.
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(model + end, { force: true });
  }
}

async function hasTables(path: string): Promise<boolean> {
  try {
    await withSqlite(path, 'readOnly', (run) =>
      run({ op: 'read', statement: { sql: 'SELECT name FROM sqlite_master', values: [] } }),
    );
    return true;
  } catch (error) {
    return !(error instanceof StoreFault && error.kind === 'damaged');
  }
}

function putFirstPage(path: string, page: Buffer): void {
  const file = openSync(path, 'r+');
  try {
    const before = Buffer.alloc(PAGE);
    const length = readSync(file, before, 0, PAGE, 0);
    writeFileSync(`${path}-page1`, before.subarray(0, length), { mode: 0o600 });
    const mended = Buffer.from(page);
    mended.writeUInt32BE(Math.max(1, Math.floor(fstatSync(file).size / PAGE)), PAGES_AT);
    mended.writeUInt32BE(0, FREE_AT);
    mended.writeUInt32BE(0, FREE_COUNT_AT);
    writeSync(file, mended, 0, PAGE, 0);
  } finally {
    closeSync(file);
  }
}
