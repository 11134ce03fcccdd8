import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallRecord } from '../../../server/calls/CallRecord';
import { newJournal, type Journal } from '../../../server/calls/journal/Journal';
import { historyListener } from '../../../server/historyListener';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { JournalPersistence } from '../../../server/telephony/asterisk/tracking/JournalPersistence';
import { FakeTimer } from '../../support/FakeTimer';
import { record } from '../support/amo/startCrm';
import { storeLog } from './support/storeLog';

let folder = '';
let store: SqlStore;
let timer: FakeTimer;
/** Tables of each transaction. */
let transactions: string[][];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
  timer = new FakeTimer();
  transactions = [];
  const database = new SqliteDatabase(join(folder, 'store.sqlite'), () => timer.now());
  store = new SqlStore(
    {
      open: () => database.open(),
      write: (statements) => {
        const tables = statements.map(({ sql }) => /(?:INTO|FROM) (\w+)/.exec(sql)?.[1] ?? '');
        transactions.push([...new Set(tables)].sort());
        return database.write(statements);
      },
      writeAlone: (statements) => database.writeAlone(statements),
      read: (statement) => database.read(statement),
      backup: (path) => database.backup(path),
      look: (depth) => database.look(depth),
      close: () => database.close(),
    },
    timer,
    storeLog().log,
  );
  await store.open();
  transactions = [];
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const pages = async () => (await store.calls.page({ limit: 10 })).calls;

test("a call's end, its journal and its job for amoCRM are one transaction", async () => {
  const persistence = new JournalPersistence(store.drafts, timer, () => undefined, String);
  const journal = newJournal('1763700000.9', timer.now());
  let journals: readonly Journal[] = [journal];
  persistence.setSource({ journals: () => journals, isHeard: () => true });
  persistence.scheduleSave();
  await timer.pass(250);
  expect([...(await store.drafts.all()).keys()].sort()).toEqual([journal.id, 'seen']);
  const history = historyListener(store);
  const ended = record(timer, { id: journal.id });
  // As the tracker reports it, in one run.
  history.closed?.(journal, ended);
  history.finished?.(ended);
  const job = store.outbox.put(ended.id, 'job');
  journals = [];
  persistence.saveClosed(journal.id, null);
  await job;
  expect([...(await store.drafts.all()).keys()]).toEqual(['seen']);
  expect(transactions.at(-1)).toEqual([
    'call_details',
    'call_extensions',
    'drafts',
    'journal_calls',
    'outbox',
  ]);
  expect(await store.calls.page({ limit: 10 })).toMatchObject({
    calls: [{ id: ended.id, journal: JSON.stringify(journal), numberKey: '9101234567', talkSeconds: 50 }],
  });
  await persistence.close();
});

test('journal and record of a call belong together, whichever comes first', async () => {
  const history = historyListener(store);
  const own: CallRecord = record(timer, { id: 'a', outcome: 'missed', answeredAt: null });
  const derived: CallRecord = { ...own, outcome: 'noAnswer' };
  history.finished?.(own);
  // What comes after it is written after it.
  await store.drafts.put('x', '');
  expect(JSON.parse((await pages())[0]?.journal ?? '')).toEqual(own);
  history.closed?.(newJournal('a', timer.now()), derived);
  await store.drafts.put('x', '');
  // The driver's own record is the better one.
  expect(await pages()).toMatchObject([{ id: 'a', outcome: 'missed', talkSeconds: 0 }]);
  expect(JSON.parse((await pages())[0]?.journal ?? '')).toMatchObject({ id: 'a', facts: [] });
});

test('a call between colleagues is kept, too; one without an agent is not', async () => {
  const history = historyListener(store);
  const at = timer.now();
  const participant = (id: string, extension: string | null) => ({
    id,
    call: 'i',
    side: extension === null ? ('office' as const) : ('agent' as const),
    extension,
    number: '',
    isCaller: id === '1',
    line: null,
    from: at,
    end: { at: at + 9_000, isRefused: false, isHeard: true },
  });
  const journal: Journal = {
    ...newJournal('i', at),
    participants: [participant('1', '101'), participant('2', '102')],
    facts: [{ type: 'talked', who: ['1', '2'], from: at + 2_000, to: at + 9_000 }],
  };
  history.closed?.(journal, null);
  history.closed?.({ ...newJournal('n', at), participants: [participant('1', null)] }, null);
  await store.drafts.put('x', '');
  expect(await pages()).toEqual([
    {
      details: '{"record":null,"talks":{}}',
      id: 'i',
      startedAt: at,
      endedAt: at + 9_000,
      direction: 'internal',
      numberKey: '',
      outcome: 'answered',
      extension: '101',
      extensions: ['101', '102'],
      talkSeconds: 7,
      journal: JSON.stringify(journal),
    },
  ]);
});
