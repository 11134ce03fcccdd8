import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LevelOutboxStore } from '../../../server/crm/outbox/LevelOutboxStore';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('what is put is there after a restart, what is deleted is not', async () => {
  const store = new LevelOutboxStore(join(folder, 'new'));
  await store.open();
  await store.open();
  await store.put('a', '1');
  await store.put('a', '2');
  await store.put('b', '3');
  await store.delete('b');
  await store.close();
  const again = new LevelOutboxStore(join(folder, 'new'));
  await again.open();
  expect(await again.all()).toEqual(new Map([['a', '2']]));
  await again.close();
});

test('one process at a time has the folder, and a closed one takes nothing', async () => {
  const [one, other] = [new LevelOutboxStore(folder), new LevelOutboxStore(folder)];
  await one.open();
  await expect(other.open()).rejects.toThrow();
  await one.close();
  await expect(one.put('a', '1')).rejects.toThrow('not open');
  await expect(one.all()).rejects.toThrow('not open');
  await one.close();
});

test('a folder that can not be used is reported in plain words', async () => {
  const path = join(folder, 'file');
  await writeFile(path, '');
  await expect(new LevelOutboxStore(path).open()).rejects.toThrow(
    `The outbox ${path} (amocrm.calls.outbox) can not be opened: a part of its path is a file, and a folder is expected.`,
  );
  const damaged = join(folder, 'damaged');
  await mkdir(damaged);
  await writeFile(join(damaged, 'CURRENT'), 'MANIFEST-9');
  await expect(new LevelOutboxStore(damaged).open()).rejects.toThrow(
    /is damaged\. Move the folder away and keep it/,
  );
  // A whole one, too, that names a list of files which is not there.
  await writeFile(join(damaged, 'CURRENT'), 'MANIFEST-000009\n');
  await expect(new LevelOutboxStore(damaged).open()).rejects.toThrow('is damaged. Move the folder away');
});
