import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { callsOf } from '../../server/calls/journal/Journal';
import { SqliteDatabase } from '../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../server/store/SqlStore';
import type { StoredCall } from '../../server/store/StoredCall';
import { systemClock } from '../../server/system/Clock';
import { journalSchema } from '../../server/telephony/journalSchema';
import { storeLog } from './store/support/storeLog';
import { TestBackend } from './support/startBackend';

const CLIENT = '+79101234567';
let folder = '';
let backend: TestBackend;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  backend = await TestBackend.start({ store: { path: join(folder, 'calls.sqlite') } });
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What the store has of ended calls once the backend has stopped. */
async function stored(): Promise<readonly StoredCall[]> {
  await backend.app.close();
  const database = new SqliteDatabase(join(folder, 'calls.sqlite'), () => Date.now());
  const { log, lines } = storeLog();
  const store = new SqlStore(database, systemClock, log);
  await store.open();
  expect(lines).toEqual([]);
  const { calls } = await store.calls.page({ limit: 10 });
  await store.close();
  return calls;
}

test('an ended call is in the store with its journal, whatever the telephone system is', async () => {
  const { simulator } = backend.app;
  simulator.incoming(CLIENT, ['101', '102'], { via: 'sales', answersItself: false });
  await backend.timer.pass(1_000);
  simulator.answer('102');
  await backend.timer.pass(5_000);
  simulator.farHangup('102');
  await backend.timer.pass(30_000);
  const calls = await stored();
  expect(calls).toMatchObject([
    {
      direction: 'inbound',
      outcome: 'answered',
      extension: '102',
      extensions: ['101', '102'],
      talkSeconds: 5,
    },
  ]);
  const journal = v.parse(journalSchema, JSON.parse(calls[0]?.journal ?? ''));
  expect(callsOf(journal)).toEqual([calls[0]?.id]);
  expect(journal.facts.map(({ type }) => type)).toEqual(['rang', 'rang', 'talked', 'hungUp']);
  expect(journal.participants.map(({ number, extension }) => extension ?? number).sort()).toEqual(
    [CLIENT, '101', '102'].sort(),
  );
});
