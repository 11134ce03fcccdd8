import { mkdtemp, rm } from 'node:fs/promises';
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
