import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { systemClock } from '../../../server/system/Clock';
import { bundleProgram } from '../../support/bundleProgram';
import { SmallDisk } from './support/SmallDisk';
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

/** A process that keeps writing; what it has said is what was acknowledged. */
class Writer {
  readonly acknowledged: string[] = [];
  private readonly child: ChildProcessByStdio<null, Readable, null>;
  private readonly lines: Interface;
  private readonly iterator: AsyncIterator<string>;

  constructor(path: string, first: number) {
    this.child = spawn(process.execPath, [program, path, String(first)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.lines = createInterface(this.child.stdout);
    this.iterator = this.lines[Symbol.asyncIterator]();
  }

  /** Reads on until it has said so. */
  async until(isSaid: (line: string) => boolean): Promise<void> {
    for (;;) {
      const next = await this.iterator.next();
      if (next.done === true) throw new Error('the process has ended');
      const { value } = next;
      if (value.startsWith('job-')) this.acknowledged.push(value);
      if (isSaid(value)) return;
    }
  }

  /** SIGKILL; what it said before is read to its end. */
  async kill(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await this.until(() => false).catch(() => undefined);
    await exit;
  }
}

/** What is in the store. */
async function readAll(path: string): Promise<{ ids: ReadonlySet<string>; drafts: number; lines: string[] }> {
  const { log, lines } = storeLog();
  const store = new SqlStore(new SqliteDatabase(path, () => Date.now()), systemClock, log);
  await store.open();
  const ids = new Set((await store.outbox.all()).keys());
  const drafts = (await store.drafts.all()).size;
  await store.close();
  return { ids, drafts, lines };
}

test('killed at random, again and again, it keeps all that was acknowledged', async () => {
  const path = join(folder, 'store.sqlite');
  const acknowledged: string[] = [];
  for (let kill = 0; kill < 8; kill += 1) {
    const writer = new Writer(path, kill * 100_000);
    let left = 1 + Math.floor(Math.random() * 60);
    await writer.until(() => (left -= 1) === 0);
    await writer.kill();
    acknowledged.push(...writer.acknowledged);
  }
  const { ids, drafts, lines } = await readAll(path);
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(8);
  // An end and its job are one transaction: one draft of each process is open.
  expect([drafts, lines]).toEqual([8, []]);
});

testOnDisk('a disk that is full, then free again, then kill -9: nothing acknowledged is lost', async () => {
  const disk = SmallDisk.make(3_000_000);
  try {
    const path = join(disk.folder, 'store.sqlite');
    const writer = new Writer(path, 0);
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
