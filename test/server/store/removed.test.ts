import { copyFileSync, readdirSync, renameSync, rmSync, truncateSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sampleCall } from './support/sampleCall';
import { useSqliteStore } from './support/useSqliteStore';
import { passUntil } from '../support/passUntil';

const kept = useSqliteStore();

test.each<[string, () => void, string[]]>([
  ['removed', () => unlinkSync(kept.path), ['failing: unwritable', 'vanished', 'recovered']],
  [
    'removed with all that belongs to it',
    () => readdirSync(kept.folder).forEach((name) => rmSync(join(kept.folder, name))),
    ['failing: unwritable', 'vanished', 'recovered'],
  ],
  [
    'replaced by an older copy',
    () => {
      copyFileSync(kept.path, `${kept.path}.copy`);
      renameSync(`${kept.path}.copy`, kept.path);
    },
    ['failing: unwritable', 'recovered'],
  ],
  ['locked no more', () => unlinkSync(`${kept.path}.lock`), ['failing: unwritable', 'recovered']],
])('a file in use that is %s: what is open is put again', async (_how, harm, expected) => {
  const store = await kept.open();
  const call = sampleCall({ endedAt: null, outcome: null });
  await store.calls.save(call);
  const other = new DatabaseSync(kept.path);
  other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  other.close();
  harm();
  let how = '';
  store.onRecovered((value) => (how = value));
  await expect(store.outbox.put('a', '1')).rejects.toThrow('was removed, replaced or cut while in use');
  await passUntil(kept.timer, 10_000, 'the store is ready', () => store.state.kind === 'ready');
  expect([how, kept.lines]).toEqual(['replaced', expected]);
  await store.close();
  const again = await kept.open();
  expect(await again.outbox.all()).toEqual(new Map([['a', '1']]));
  expect(await again.calls.open()).toEqual([call]);
});

test('a file in use that is cut to nothing: what is open is put again', async () => {
  const store = await kept.open();
  const call = sampleCall({ endedAt: null, outcome: null });
  await store.calls.save(call);
  truncateSync(kept.path, 0);
  await expect(store.outbox.put('a', '1')).rejects.toThrow(/is damaged|was removed, replaced or cut/);
  await passUntil(kept.timer, 10_000, 'the store is ready', () => store.state.kind === 'ready');
  await store.close();
  const again = await kept.open();
  expect(await again.outbox.all()).toEqual(new Map([['a', '1']]));
  expect(await again.calls.open()).toEqual([call]);
});

test.each([[['-wal']], [['-wal', '-shm']]])(
  'a WAL in use that is removed (%s): nothing is lost',
  async (ends) => {
    const store = await kept.open();
    await store.outbox.put('a', '1');
    for (const end of ends) unlinkSync(kept.path + end);
    await expect(store.outbox.put('b', '2')).rejects.toThrow('was removed, replaced or cut while in use');
    await passUntil(kept.timer, 10_000, 'the store is ready', () => store.state.kind === 'ready');
    expect(kept.lines).toEqual(['failing: unwritable', 'recovered']);
    await store.close();
    const again = await kept.open();
    expect([...(await again.outbox.all()).keys()].sort()).toEqual(['a', 'b']);
    expect(again.losses).toEqual([]);
  },
);

test('a WAL in use that is removed is noticed by a look, too', async () => {
  const store = await kept.open();
  await store.outbox.put('a', '1');
  for (const end of ['-wal', '-shm']) unlinkSync(kept.path + end);
  await store.look('begin');
  expect(store.state).toMatchObject({ kind: 'failing', code: 'unwritable' });
  await passUntil(kept.timer, 10_000, 'the store is ready', () => store.state.kind === 'ready');
  expect([...(await store.outbox.all()).keys()]).toEqual(['a']);
});
