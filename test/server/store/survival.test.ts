import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { systemClock } from '../../../server/system/Clock';
import { bundleProgram } from '../../support/bundleProgram';
import { SmallDisk } from './support/SmallDisk';
import { StoreWriter } from './support/StoreWriter';
import { storeLog } from './support/storeLog';
import { testOnDisk } from './support/testOnDisk';

let program = '';
let folder = '';

beforeAll(async () => {
  program = await bundleProgram('test/server/store/programs/keepWriting.ts');
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is in the store. */
async function readAll(path: string): Promise<{
  ids: ReadonlySet<string>;
  drafts: number;
  lines: string[];
  losses: readonly string[];
}> {
  const { log, lines } = storeLog();
  const store = new SqlStore(new SqliteDatabase(path, () => Date.now()), systemClock, log);
  await store.open();
  const ids = new Set((await store.outbox.all()).keys());
  const drafts = (await store.drafts.all()).size;
  const losses = store.losses.map(({ kind }) => kind);
  await store.close();
  return { ids, drafts, lines, losses };
}

test('killed at random, again and again, it keeps all that was acknowledged', async () => {
  const path = join(folder, 'store.sqlite');
  const acknowledged: string[] = [];
  for (let kill = 0; kill < 8; kill += 1) {
    const writer = new StoreWriter(program, path, kill * 100_000);
    let left = 1 + Math.floor(Math.random() * 60);
    await writer.until(() => (left -= 1) === 0);
    await writer.kill();
    acknowledged.push(...writer.acknowledged);
  }
  const { ids, drafts, lines, losses } = await readAll(path);
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(8);
  // An end and its job are one transaction: one draft of each process is open.
  expect([drafts, lines, losses]).toEqual([8, [], []]);
});

test.each<[string, (wal: string) => void]>([
  // Behind the first frames there may be old ones, which no one needs.
  ['cut', (wal) => truncateSync(wal, 1_000)],
  ['emptied', (wal) => truncateSync(wal, 0)],
  ['removed', (wal) => unlinkSync(wal)],
  ['damaged', (wal) => overwrite(wal, 200)],
])('a WAL that is %s after a kill is told of as a loss', async (how, spoil) => {
  let lost: readonly string[] = [];
  let path = '';
  // It may die when all of its WAL is in the file already, and then loses nothing.
  for (let attempt = 0; lost.length === 0; attempt += 1) {
    path = join(folder, `${how}-${attempt}.sqlite`);
    const writer = new StoreWriter(program, path, 0);
    await writer.until((line) => line.startsWith('job-'));
    await writer.kill();
    spoil(`${path}-wal`);
    const { ids, losses } = await readAll(path);
    lost = writer.acknowledged.filter((id) => !ids.has(id));
    if (lost.length > 0) expect(losses).toEqual(['cut']);
  }
  // It stays to be seen until it is accepted.
  expect((await readAll(path)).losses).toEqual(['cut']);
});

/** Writes nonsense at this byte. */
function overwrite(path: string, at: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(64, 0xa5), 0, 64, at);
  closeSync(file);
}

testOnDisk('a disk that is full, then free again, then kill -9: nothing acknowledged is lost', async () => {
  const disk = SmallDisk.make(3_000_000);
  try {
    const path = join(disk.folder, 'store.sqlite');
    const writer = new StoreWriter(program, path, 0);
    let before = 20;
    await writer.until((line) => line.startsWith('job-') && (before -= 1) === 0);
    disk.fill();
    let refused = 50;
    await writer.until((line) => line === 'held' && (refused -= 1) === 0);
    disk.free();
    await writer.until((line) => line === 'recovered');
    let after = 50;
    await writer.until((line) => line.startsWith('job-') && (after -= 1) === 0);
    await writer.kill();
    const { ids, lines } = await readAll(path);
    expect(writer.acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    // Those that were refused were held in memory, and written when there was room.
    expect(ids.size).toBeGreaterThanOrEqual(writer.acknowledged.length + 50);
    expect(lines).toEqual([]);
  } finally {
    disk.close();
  }
});
