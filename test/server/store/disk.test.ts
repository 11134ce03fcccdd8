import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { FakeTimer } from '../../support/FakeTimer';
import { SmallDisk } from './support/SmallDisk';
import { storeLog } from './support/storeLog';
import { testOnDisk } from './support/testOnDisk';
import { passUntil } from '../support/passUntil';

let timer: FakeTimer;
let lines: string[];
const opened: SqlStore[] = [];

beforeEach(() => {
  timer = new FakeTimer();
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function open(path: string): Promise<SqlStore> {
  const kept = storeLog();
  lines = kept.lines;
  const store = new SqlStore(new SqliteDatabase(path, () => timer.now()), timer, kept.log);
  opened.push(store);
  await store.open();
  return store;
}

/** Jobs, each of them longer than a page of the file. */
const JOBS = 200;

testOnDisk(
  'of a damaged file on a full disk nothing is lost: what can be read is copied once there is room',
  async () => {
    const disk = SmallDisk.make(3_000_000);
    const path = join(disk.folder, 'store.sqlite');
    try {
      const first = await open(path);
      await Promise.all(
        Array.from({ length: JOBS }, (_none, index) => first.outbox.put(`job-${index}`, 'x'.repeat(5_000))),
      );
      await first.close();
      const file = openSync(path, 'r+');
      writeSync(file, Buffer.alloc(5_000, 0xa5), 0, 5_000, Math.floor(statSync(path).size / 2));
      closeSync(file);
      for (const space of [0, 8_192, 40_000, 120_000]) {
        disk.fill();
        if (space > 0)
          truncateSync(join(disk.folder, 'fill'), statSync(join(disk.folder, 'fill')).size - space);
        const store = await open(path);
        expect([space, store.state.kind]).toEqual([space, 'failing']);
        await store.close();
        disk.free();
      }
      const store = await open(path);
      expect(store.state.kind).toBe('ready');
      expect((await store.outbox.all()).size).toBeGreaterThan(JOBS / 2);
      expect(lines).toEqual([expect.stringMatching(/^put aside, \d+ salvaged, \d+ unsent$/)]);
      await store.close();
    } finally {
      disk.close();
    }
  },
);

testOnDisk(
  'a first start on a full disk does not say that a store has vanished, also after a restart',
  async () => {
    const disk = SmallDisk.make(2_000_000);
    const path = join(disk.folder, 'store.sqlite');
    try {
      disk.fill();
      const first = await open(path);
      expect([first.state.kind, lines]).toEqual(['failing', ['failing: unwritable']]);
      await timer.pass(10_000);
      await first.close();
      const second = await open(path);
      await expect(second.outbox.put('a', '1')).rejects.toThrow('the disk is full');
      disk.free();
      await passUntil(timer, 10_000, 'the store is ready', () => second.state.kind === 'ready');
      expect(lines).toEqual(['failing: unwritable', 'recovered']);
      await second.close();
      // It has been whole now.
      unlinkSync(path);
      await open(path);
      expect(lines).toEqual(['vanished']);
    } finally {
      disk.close();
    }
  },
);

testOnDisk('a file system that can only be read', async () => {
  const disk = SmallDisk.make(2_000_000);
  try {
    const file = join(disk.folder, 'sub/store.sqlite');
    disk.remount('ro');
    const store = await open(file);
    await expect(store.outbox.put('a', '1')).rejects.toThrow('can only be read');
    disk.remount('rw');
    await passUntil(timer, 10_000, 'the store is ready', () => store.state.kind === 'ready');
    expect(await store.outbox.all()).toEqual(new Map([['a', '1']]));
    await store.close();
    expect(existsSync(file)).toBe(true);
  } finally {
    disk.close();
  }
});

testOnDisk(
  'what a full disk kept from the store is a loss that shows, when the process ends before there is room',
  async () => {
    const disk = SmallDisk.make(3_000_000);
    const path = join(disk.folder, 'store.sqlite');
    try {
      const first = await open(path);
      disk.fill();
      await expect(first.outbox.put('a', 'x'.repeat(1_000_000))).rejects.toMatchObject({
        kind: 'unwritable',
      });
      await first.close();
      expect(lines).toEqual(['failing: unwritable', 'lost at stop: 1']);
      // One that still finds no room loses nothing itself, and leaves the mark.
      const second = await open(path);
      await second.close();
      disk.free();
      const third = await open(path);
      expect([third.losses.map(({ kind }) => kind), (await third.outbox.all()).size]).toEqual([
        ['unwritten'],
        0,
      ]);
      await third.close();
      // It is noted once, with its time.
      await timer.pass(5_000);
      const fourth = await open(path);
      expect(fourth.losses).toEqual(third.losses);
      await fourth.close();
    } finally {
      disk.close();
    }
  },
);

testOnDisk('what is written after all, once there is room, is no loss of the next process', async () => {
  const disk = SmallDisk.make(3_000_000);
  const path = join(disk.folder, 'store.sqlite');
  try {
    const first = await open(path);
    disk.fill();
    await expect(first.outbox.put('a', 'x'.repeat(1_000_000))).rejects.toMatchObject({ kind: 'unwritable' });
    disk.free();
    await passUntil(timer, 1_000, 'it is written', () => first.state.kind === 'ready');
    await first.close();
    const second = await open(path);
    expect([second.losses, (await second.outbox.all()).size]).toEqual([[], 1]);
  } finally {
    for (const store of opened.splice(0)) await store.close();
    disk.close();
  }
});

testOnDisk('a copy for which the disk has no room is named, not the store', async () => {
  const disk = SmallDisk.make(2_000_000);
  const folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
  try {
    const store = await open(join(folder, 'store.sqlite'));
    await store.outbox.put('a', 'x'.repeat(50_000));
    disk.fill();
    const copy = join(disk.folder, 'copy.sqlite');
    const fault: unknown = await store.backup(copy).catch((error: unknown) => error);
    expect(fault).toMatchObject({ text: { en: `the copy ${copy} can not be made: the disk is full` } });
    expect([existsSync(copy), store.state.kind]).toEqual([false, 'ready']);
    await store.close();
  } finally {
    disk.close();
    rmSync(folder, { recursive: true });
  }
});
