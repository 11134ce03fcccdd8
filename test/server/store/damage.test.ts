import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventually } from '../support/eventually';
import { sampleCall } from './support/sampleCall';
import { useSqliteStore } from './support/useSqliteStore';
import { passUntil } from '../support/passUntil';

const kept = useSqliteStore();

/** Enough for many pages of the file. */
const MANY = 300;

async function filled(): Promise<void> {
  const store = await kept.open();
  await Promise.all(
    Array.from({ length: MANY }, (_none, index) => [
      store.outbox.put(`job-${index}`, `text ${'x'.repeat(500)}`),
      store.calls.save(sampleCall({ id: `call-${index}` })),
    ]).flat(),
  );
  await store.close();
}

function overwrite(at: number, length: number): void {
  const file = openSync(kept.path, 'r+');
  writeSync(file, Buffer.alloc(length, 0xa5), 0, length, at);
  closeSync(file);
}

const aside = (): string[] => readdirSync(kept.folder).filter((name) => /\.damaged-[\d-]+$/.test(name));

test.each<[string, () => void]>([
  ['cut in half', () => truncateSync(kept.path, Math.floor(statSync(kept.path).size / 2))],
  ['cut within its first page', () => truncateSync(kept.path, 1_000)],
  ['overwritten at its begin', () => overwrite(0, 100)],
  ['overwritten in the middle', () => overwrite(Math.floor(statSync(kept.path).size / 2), 60_000)],
  ['a text of another kind', () => writeFileSync(kept.path, 'This is no database.\n'.repeat(500))],
])('a damaged file is put aside, and telephony goes on with a new one: %s', async (_how, damage) => {
  await filled();
  damage();
  const store = await kept.open();
  expect([store.state.kind, aside().length]).toEqual(['ready', 1]);
  expect(kept.lines).toEqual([expect.stringMatching(/^put aside, \d+ salvaged, \d+ unsent$/)]);
  await store.outbox.put('new', '1');
  await store.close();
  const again = await kept.open();
  const jobs = await again.outbox.all();
  expect([jobs.get('new'), kept.lines]).toEqual(['1', []]);
  for (const [id, text] of jobs) if (id !== 'new') expect(text).toMatch(/^text x{500}$/);
});

test('what can be read of a file that is damaged in its middle is in the new one', async () => {
  await filled();
  overwrite(Math.floor(statSync(kept.path).size / 2), 20_000);
  const store = await kept.open();
  const jobs = (await store.outbox.all()).size;
  // Calls are copied in the background.
  const rows = await eventually('most of it is there', async () => {
    const count = jobs + (await store.calls.page({ limit: 500 })).calls.length;
    return count > MANY && count;
  });
  expect(rows).toBeLessThan(2 * MANY);
});

test("an agent's choices among contacts are in the new one, too", async () => {
  const store = await kept.open();
  await store.choices.save('9101234567', '102', '{"contactId":7}');
  await store.close();
  await filled();
  truncateSync(kept.path, statSync(kept.path).size - 20_000);
  const again = await kept.open();
  // Behind what the backend needs to go on, in the background.
  await eventually('it is copied', async () => (await again.choices.of('9101234567')).size === 1);
  expect(aside()).toHaveLength(1);
});

test('damage that shows while it is in use: open calls and what waits are put into the new one', async () => {
  const store = await kept.open();
  let replaced = 0;
  store.onRecovered((how) => {
    replaced += Number(how === 'replaced');
    void store.outbox.put('job', 'again').catch(() => undefined);
  });
  await store.outbox.put('job', 'first');
  const call = sampleCall({ endedAt: null, outcome: null });
  await store.calls.save(call);
  await store.drafts.put('draft', 'open');
  // Behind the back of SQLite: its pages in memory are read again when another connection has written.
  const other = new DatabaseSync(kept.path);
  other.exec('PRAGMA wal_checkpoint(TRUNCATE); CREATE TABLE another (x)');
  other.close();
  overwrite(4_096, statSync(kept.path).size - 4_096);
  for (let count = 0; store.state.kind === 'ready' && count < 100; count += 1)
    await store.outbox.put(`more-${count}`, 'x'.repeat(2_000)).catch(() => undefined);
  expect(store.state.kind).toBe('failing');
  await passUntil(kept.timer, 10_000, 'it is replaced', () => replaced > 0);
  await eventually('it is ready', () => store.state.kind === 'ready');
  await store.close();
  const again = await kept.open();
  expect(await again.calls.open()).toEqual([call]);
  expect((await again.drafts.all()).get('draft')).toBe('open');
  expect((await again.outbox.all()).get('job')).toBe('again');
});

test('a file that has vanished or is empty is said to have', async () => {
  await filled();
  unlinkSync(kept.path);
  await (await kept.open()).close();
  expect(kept.lines).toEqual(['vanished']);
  truncateSync(kept.path, 0);
  await (await kept.open()).close();
  expect(kept.lines).toEqual(['vanished']);
  await (await kept.open()).close();
  expect(kept.lines).toEqual([]);
});

test('history of a damaged file is copied in the background, also after a restart', async () => {
  const store = await kept.open();
  const ids = Array.from({ length: 3_000 }, (_none, index) => `call-${String(index).padStart(4, '0')}`);
  await Promise.all(ids.map((id) => store.calls.save(sampleCall({ id }))));
  await store.outbox.put('job', 'first');
  await store.close();
  // Its header alone: all rows can be read once SQLite opens it.
  const made = new DatabaseSync(kept.path);
  made.exec(`UPDATE facts SET value = 'nonsense' WHERE name = 'schema'`);
  made.close();
  const again = await kept.open();
  expect((await again.outbox.all()).get('job')).toBe('first');
  // The backend is stopped while it copies.
  await again.close();
  const last = await kept.open();
  const count = async (): Promise<number> =>
    (await last.calls.totals('2000-01-01', '2100-01-01')).reduce((sum, { calls }) => sum + calls, 0);
  const oldest = { startedAt: sampleCall().startedAt, id: 'call-0001' };
  const extension = '102';
  await eventually('all is copied', async () => {
    await last.outbox.put('job', 'meanwhile');
    return (await last.calls.page({ limit: 1, extension, after: oldest })).calls.length > 0;
  });
  expect(await count()).toBe(ids.length);
});

test("another program's database is left as it is, and what is to be kept waits in memory", async () => {
  const other = new DatabaseSync(kept.path);
  other.exec('CREATE TABLE things (name TEXT)');
  other.close();
  const before = readFileSync(kept.path);
  const store = await kept.open();
  await expect(store.outbox.put('a', '1')).rejects.toThrow('is a database of another program');
  expect([kept.lines, store.state]).toMatchObject([['failing: foreign'], { kind: 'failing', held: 1 }]);
  expect(readFileSync(kept.path).equals(before)).toBe(true);
  rmSync(kept.path);
  await passUntil(kept.timer, 10_000, 'the store is ready', () => store.state.kind === 'ready');
  expect(await store.outbox.all()).toEqual(new Map([['a', '1']]));
});

test.each<[string, () => void]>([
  ['a lock with nonsense in it', () => writeFileSync(`${kept.path}.lock`, 'x'.repeat(5_000))],
  [
    'a folder in the place of the first page’s copy',
    () => {
      rmSync(`${kept.path}.page1`);
      mkdirSync(`${kept.path}.page1/of-another`, { recursive: true });
    },
  ],
])('%s keeps nothing from working', async (_what, harm) => {
  await filled();
  harm();
  const store = await kept.open();
  expect([store.state.kind, kept.lines, (await store.outbox.all()).size]).toEqual(['ready', [], MANY]);
  await expect(kept.open()).rejects.toThrow('is in use by');
});

test('a folder in the place of the file, and no folder at all', async () => {
  mkdirSync(kept.path);
  const store = await kept.open();
  await expect(store.outbox.put('a', '1')).rejects.toThrow('it is a folder, and a file is expected');
  const deep = await kept.open(join(kept.folder, 'a/b/c/store.sqlite'));
  await deep.outbox.put('a', '1');
  writeFileSync(join(kept.folder, 'file'), '');
  const below = await kept.open(join(kept.folder, 'file/store.sqlite'));
  await expect(below.outbox.put('a', '1')).rejects.toThrow('a part of its path is a file');
});

test('a second backend on one file says which process has it; the first one goes on', async () => {
  const store = await kept.open();
  await expect(kept.open()).rejects.toThrow(
    new RegExp(
      `is in use by process ${process.pid} \\(.*Stop that one, or, if this one is for another telephone system, give it a file of its own`,
    ),
  );
  await store.outbox.put('a', '1');
  await expect(kept.open()).rejects.toThrow('is in use by');
  await store.close();
  expect((await (await kept.open()).outbox.all()).size).toBe(1);
});

test('its files are readable for their owner alone, also those of an earlier version', async () => {
  writeFileSync(kept.path, '', { mode: 0o644 });
  const store = await kept.open();
  await store.outbox.put('a', '1');
  await store.backup(join(kept.folder, 'backup.sqlite'));
  for (const name of readdirSync(kept.folder))
    expect([name, statSync(join(kept.folder, name)).mode & 0o777]).toEqual([name, 0o600]);
});
