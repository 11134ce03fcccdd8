import { DatabaseSync } from 'node:sqlite';
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { SCHEMA, SCHEMA_VERSION } from '../../../server/store/schema';
import { APPLICATION_ID } from '../../../server/store/sqlite/applicationId';
import type { SqlStore } from '../../../server/store/SqlStore';
import { StoreWatch } from '../../../server/store/StoreWatch';
import { eventually } from '../support/eventually';
import { sampleCall } from './support/sampleCall';
import { useSqliteStore } from './support/useSqliteStore';
import { passUntil } from '../support/passUntil';

const kept = useSqliteStore();

/** As by another program that writes to the wrong file. */
function overwriteFirstPage(): void {
  const file = openSync(kept.path, 'r+');
  writeSync(file, Buffer.alloc(3_000, 0xa5), 0, 3_000, 0);
  closeSync(file);
}

/** Two jobs, one open call and one that has ended, all of them in the file itself. */
async function filled(): Promise<SqlStore> {
  const first = await kept.open();
  await first.outbox.put('a', '1');
  await first.outbox.put('b', '2');
  await first.calls.save(sampleCall({ id: 'ended' }));
  await first.close();
  return kept.open();
}

const jobs = new Map([
  ['a', '1'],
  ['b', '2'],
]);

test('rows of a file whose first page is overwritten are read', async () => {
  await (await filled()).close();
  overwriteFirstPage();
  const store = await kept.open();
  expect(kept.lines).toEqual([expect.stringMatching(/^put aside, \d+ salvaged, 2 unsent$/)]);
  expect(await store.outbox.all()).toEqual(jobs);
  await eventually('the calls are copied', async () => {
    await store.outbox.put('a', '1');
    return (await store.calls.page({ limit: 9 })).calls.length > 0;
  });
  expect(readdirSync(kept.folder).filter((name) => name.includes('-page1'))).toHaveLength(1);
});

test('rows are read also where the tables begin at other pages than in a new file, as after a later version', async () => {
  const made = new DatabaseSync(kept.path);
  made.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  for (const { sql } of [...SCHEMA.tables.values()].reverse()) for (const one of sql) made.exec(one);
  made.exec(`INSERT INTO facts (name, value) VALUES ('schema', '${SCHEMA_VERSION}')`);
  made.close();
  await (await filled()).close();
  overwriteFirstPage();
  const store = await kept.open();
  expect(kept.lines).toEqual([expect.stringMatching(/^put aside, \d+ salvaged, 2 unsent$/)]);
  expect(await store.outbox.all()).toEqual(jobs);
});

test('a first page that is overwritten while the file is in use is noticed without a write', async () => {
  const store = await filled();
  const watch = new StoreWatch(store, kept.timer);
  watch.start();
  const call = sampleCall({ id: 'open', endedAt: null, outcome: null });
  await store.calls.save(call);
  expect(await store.outbox.all()).toEqual(jobs);
  await store.look('whole');
  expect(store.state.kind).toBe('ready');
  // So that nothing of it is in the WAL alone.
  await store.close();
  await store.open();
  overwriteFirstPage();
  await kept.timer.pass(30_000);
  await eventually('it is noticed', () => kept.lines.includes('failing: damaged'));
  await passUntil(kept.timer, 1_000, 'it has recovered', () => kept.lines.includes('recovered'));
  watch.close();
  expect(await store.outbox.all()).toEqual(jobs);
  expect(await store.calls.open()).toEqual([call]);
});

test('at a stop, what is open and unsent is put into a new file, also when the old one can not be read at all', async () => {
  const store = await filled();
  expect(await store.outbox.all()).toEqual(jobs);
  const file = openSync(kept.path, 'r+');
  writeSync(file, Buffer.alloc(200_000, 0xa5), 0, 200_000, 0);
  closeSync(file);
  await store.close();
  expect(kept.lines.slice(0, 2)).toEqual(['failing: damaged', 'put aside, 0 salvaged, 0 unsent']);
  expect(await (await kept.open()).outbox.all()).toEqual(jobs);
});
