import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
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

/** Where the copy of a database's first page is. */
export function firstPageOf(path: string): string {
  return `${path}.page1`;
}

/**
 * Keeps a copy of the first page beside a database whose WAL is empty. It lists the tables and the pages at which they begin,
 * which depend on the versions that the file has been through, and has nothing of clients. Never fails: then there is none.
 */
export function keepFirstPage(path: string): void {
  const [kept, made] = [firstPageOf(path), `${firstPageOf(path)}-new`];
  try {
    const page = firstBytes(path);
    if (existsSync(kept) && readFileSync(kept).equals(page)) return;
    writeFileSync(made, page, { mode: 0o600 });
    renameSync(made, kept);
  } catch {
    // That of another time could be of another file.
    for (const one of [made, kept]) removeIfPossible(one);
  }
}

function removeIfPossible(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // A folder that is read-only: what is there stays.
  }
}

/**
 * The first page has the list of tables: without it no row is found, though all of them may be there. Where it can't be
 * read in a file that was put aside, the copy takes its place that was kept of it; where there is none, the first page of a
 * new database, whose tables begin at the same pages if they were made by the same statements. What was there is kept in
 * `<aside>-page1`. No connection may have the file open. Never fails: then nothing is read of it.
 * @param path where the file was before it was put aside
 */
export async function mendFirstPage(aside: string, path: string): Promise<void> {
  if (await hasTables(aside)) return;
  try {
    writeFileSync(`${aside}-page1`, firstBytes(aside), { mode: 0o600 });
    const kept = firstPageOf(path);
    if (existsSync(kept)) {
      putFirstPage(aside, readFileSync(kept));
      if (await hasTables(aside)) return;
    }
    putFirstPage(aside, await firstPageOfNew(`${aside}-model`));
  } catch {
    // It stays as it is.
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

/** Makes a database, which is removed again. @param path where there is none */
async function firstPageOfNew(path: string): Promise<Buffer> {
  try {
    await withSqlite(path, 'readWrite', (run) =>
      run({ op: 'write', statements: statementsFrom(0, new Set()) }),
    );
    return firstBytes(path);
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
  }
}

function firstBytes(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const page = Buffer.alloc(PAGE);
    return page.subarray(0, readSync(file, page, 0, PAGE, 0));
  } finally {
    closeSync(file);
  }
}

function putFirstPage(path: string, page: Buffer): void {
  const file = openSync(path, 'r+');
  try {
    const mended = Buffer.from(page);
    mended.writeUInt32BE(Math.max(1, Math.floor(fstatSync(file).size / PAGE)), PAGES_AT);
    mended.writeUInt32BE(0, FREE_AT);
    mended.writeUInt32BE(0, FREE_COUNT_AT);
    writeSync(file, mended, 0, PAGE, 0);
  } finally {
    closeSync(file);
  }
}
