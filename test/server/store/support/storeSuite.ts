import type { Database } from '../../../../server/store/Database';
import { SqlStore } from '../../../../server/store/SqlStore';
import { SCHEMA_VERSION } from '../../../../server/store/schema';
import { FakeTimer } from '../../../support/FakeTimer';
import { eventually } from '../../support/eventually';
import { sampleCall } from './sampleCall';
import { storeLog } from './storeLog';
import { passUntil } from '../../support/passUntil';

/** What every database must do. @param connect to the same data each time, within one test */
// eslint-disable-next-line jest/no-export -- a suite for several test files
export function storeSuite(connect: () => Database): void {
  const opened: SqlStore[] = [];
  let timer: FakeTimer;
  let lines: string[];

  async function open(database: Database = connect()): Promise<SqlStore> {
    const kept = storeLog();
    lines = kept.lines;
    const store = new SqlStore(database, timer, kept.log);
    opened.push(store);
    await store.open();
    return store;
  }

  beforeEach(() => {
    timer = new FakeTimer();
  });

  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    expect(timer.pending).toBe(0);
  });

  test('what was put is there after a restart, what was deleted is not', async () => {
    const store = await open();
    await Promise.all([store.outbox.put('a', '1'), store.outbox.put('b', '2'), store.drafts.put('a', 'Я "')]);
    await store.lists.put('101', '{}');
    await store.outbox.put('a', '3');
    await store.outbox.delete('b');
    await store.close();
    const again = await open();
    expect(await again.outbox.all()).toEqual(new Map([['a', '3']]));
    expect(await again.drafts.all()).toEqual(new Map([['a', 'Я "']]));
    expect(await again.lists.all()).toEqual(new Map([['101', '{}']]));
    expect([again.state, lines]).toEqual([{ kind: 'ready' }, []]);
  });

  test('what is being written is read, too', async () => {
    const store = await open();
    await store.outbox.put('a', '1');
    const writing = [store.outbox.put('b', '2'), store.outbox.delete('a')];
    expect(await store.outbox.all()).toEqual(new Map([['b', '2']]));
    await Promise.all(writing);
  });

  test('changes of one run are one transaction, and the last one of an entry counts', async () => {
    const database = connect();
    const sizes: number[] = [];
    const store = await open({
      open: () => database.open(),
      write: (statements) => {
        sizes.push(statements.length);
        return database.write(statements);
      },
      writeAlone: (statements) => database.writeAlone(statements),
      read: (statement) => database.read(statement),
      backup: (path) => database.backup(path),
      look: (depth) => database.look(depth),
      close: () => database.close(),
    });
    const ended = sampleCall();
    await Promise.all([
      store.drafts.put(ended.id, 'open'),
      store.outbox.put(ended.id, 'job'),
      store.drafts.delete(ended.id),
      store.calls.save(ended),
    ]);
    // The call itself, its extensions deleted and two added; the job; the draft.
    expect(sizes).toEqual([6]);
  });

  test('an open call becomes an ended one', async () => {
    const store = await open();
    const call = sampleCall({ endedAt: null, outcome: null, extension: null, talkSeconds: 0 });
    await store.calls.save(call);
    await store.close();
    const again = await open();
    expect(await again.calls.open()).toEqual([call]);
    expect((await again.calls.page({ limit: 10 })).calls).toEqual([]);
    await again.calls.save(sampleCall());
    expect(await again.calls.open()).toEqual([]);
    expect((await again.calls.page({ limit: 10 })).calls).toEqual([sampleCall()]);
    await again.calls.delete(call.id);
    expect((await again.calls.page({ limit: 10 })).calls).toEqual([]);
  });

  test('pages of ended calls, the newest first: by time, number and extension', async () => {
    const store = await open();
    // Two calls begin in each minute.
    const calls = Array.from({ length: 30 }, (_none, index) =>
      sampleCall({
        id: `call-${String(index).padStart(2, '0')}`,
        startedAt: 1_763_700_000_000 + Math.floor(index / 2) * 60_000,
        numberKey: index % 3 === 0 ? '9100000000' : '9101234567',
        extensions: index % 5 === 0 ? ['103', '103'] : ['101'],
      }),
    );
    await Promise.all(calls.map((call) => store.calls.save(call)));
    const newest = [...calls].reverse().map(({ id }) => id);
    const seen: string[] = [];
    let after: Awaited<ReturnType<typeof store.calls.page>>['next'] | undefined;
    do {
      const page = await store.calls.page({ limit: 7, ...(after && { after }) });
      expect(page.calls.length).toBeLessThanOrEqual(7);
      seen.push(...page.calls.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(newest);
    const ids = async (query: Omit<Parameters<typeof store.calls.page>[0], 'limit'>): Promise<string[]> =>
      (await store.calls.page({ ...query, limit: 500 })).calls.map(({ id }) => id);
    const index = (id: string): number => Number(id.slice(5));
    expect(await ids({ numberKey: '9100000000' })).toEqual(newest.filter((id) => index(id) % 3 === 0));
    expect(await ids({ extension: '103' })).toEqual(newest.filter((id) => index(id) % 5 === 0));
    expect(await ids({ extension: '103', numberKey: '9100000000' })).toEqual(['call-15', 'call-00']);
    expect(await ids({ from: calls[10]!.startedAt, to: calls[14]!.startedAt })).toEqual(newest.slice(16, 20));
    expect(await ids({ extension: '101', after: { startedAt: calls[3]!.startedAt, id: 'call-03' } })).toEqual(
      ['call-02', 'call-01'],
    );
  });

  test('a note of an ended call stays when the call is saved again, and goes with it; a brief page has no journals', async () => {
    const store = await open();
    const details = '{"record":null,"talks":{}}';
    await store.calls.save(sampleCall({ id: 'old' }));
    void store.calls.save(sampleCall({ id: 'new', details }));
    await store.calls.saveNote('new', '{"texts":[]}');
    await store.calls.save(sampleCall({ id: 'new', details, talkSeconds: 7 }));
    await store.calls.saveNote('gone', 'x');
    expect(await store.calls.find('new')).toEqual(
      sampleCall({ id: 'new', details, talkSeconds: 7, note: '{"texts":[]}' }),
    );
    expect(await store.calls.find('gone')).toBeNull();
    const { calls } = await store.calls.page({ limit: 10, isBrief: true });
    const brief = calls.map(({ id, journal }) => [id, journal === '']);
    expect(brief).toEqual([
      ['old', false],
      ['new', true],
    ]);
    await store.calls.saveNote('new', null);
    expect((await store.calls.find('new'))?.note).toBeUndefined();
    await store.calls.save(sampleCall({ id: 'open', endedAt: null }));
    await store.calls.saveNote('open', 'x');
    expect(await store.calls.find('open')).toBeNull();
    await store.calls.delete('open');
  });

  test('a store of a newer version is left alone; what is to be kept waits in memory until it can be used', async () => {
    await (await open()).close();
    const database = connect();
    await database.open();
    const setVersion = (version: number) =>
      database.write([
        { sql: `UPDATE facts SET value = $1 WHERE name = 'schema'`, values: [String(version)] },
      ]);
    await setVersion(SCHEMA_VERSION + 1);
    await database.close();
    const store = await open();
    expect(lines).toEqual(['failing: newer']);
    await expect(store.outbox.put('a', '1')).rejects.toThrow('was made by a newer version');
    await expect(store.outbox.all()).rejects.toThrow('was made by a newer version');
    expect(store.state).toMatchObject({ kind: 'failing', held: 1 });
    await store.close();
    // It can be opened without looking at its version only by its file; so the version is set by the one that has it.
    await restoreVersion(connect());
    const again = await open();
    expect([again.state.kind, (await again.outbox.all()).size]).toEqual(['ready', 0]);
  });

  test('a change that the database refuses is lost alone, and its promise says so', async () => {
    const store = await open();
    const wrong = { ...sampleCall(), direction: null as unknown as 'inbound' };
    const [, refused, later] = await Promise.allSettled([
      store.outbox.put('a', '1'),
      store.calls.save(wrong),
      store.outbox.put('b', '2'),
    ]);
    expect([refused.status, later.status]).toEqual(['rejected', 'fulfilled']);
    expect(lines).toEqual([`refused: calls ${wrong.id}`]);
    expect([...(await store.outbox.all()).keys()].sort()).toEqual(['a', 'b']);
    expect(store.lost).toBe(1);
    await eventually('it is ready', () => store.state.kind === 'ready');
  });

  test('a table that another hand has removed is made again, and what is open is put into it', async () => {
    const database = connect();
    const store = await open(database);
    const call = sampleCall({ endedAt: null, outcome: null });
    await store.calls.save(call);
    await database.write([{ sql: 'DROP TABLE outbox', values: [] }]);
    await store.outbox.put('a', '1').catch(() => undefined);
    await passUntil(timer, 10_000, 'the store is ready', () => store.state.kind === 'ready');
    expect(await store.outbox.all()).toEqual(new Map([['a', '1']]));
    expect(await store.calls.open()).toEqual([call]);
    expect(store.lost).toBe(0);
  });
}

async function restoreVersion(database: Database): Promise<void> {
  await database.open().catch(() => undefined);
  await database.write([
    { sql: `UPDATE facts SET value = $1 WHERE name = 'schema'`, values: [String(SCHEMA_VERSION)] },
  ]);
  await database.close();
}
