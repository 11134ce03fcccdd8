import type { DatabaseUse } from '../../../server/store/postgres/BackendLock';
import { PostgresDatabase } from '../../../server/store/postgres/PostgresDatabase';
import { eventually } from '../support/eventually';
import { RealPostgres } from '../support/RealPostgres';
import { SqlStore } from '../../../server/store/SqlStore';
import { StoreCheck } from '../../../server/store/StoreCheck';
import { systemClock } from '../../../server/system/Clock';
import { Retention } from '../../../server/store/Retention';
import type { StorePlace } from '../../../server/store/storeSettings';
import { localDay } from '../../../server/store/localDay';
import { sampleCall } from './support/sampleCall';
import { storeLog } from './support/storeLog';
import { RETENTION_TOOLS } from './support/retentionTools';
import { choicesSuite } from './support/choicesSuite';
import { indexSuite } from './support/indexSuite';
import { retentionSuite } from './support/retentionSuite';
import { storeSuite } from './support/storeSuite';

let postgres: RealPostgres;

const placeAt = (address: string, password: string | undefined = postgres.password) =>
  ({ kind: 'postgres', address, password }) as const;

/** Beside no backend. */
const checkOf = (place: StorePlace): StoreCheck => new StoreCheck(place, () => Promise.resolve(null));

beforeAll(async () => {
  postgres = await RealPostgres.start();
});

afterAll(() => postgres.close());

describe('PostgreSQL', () => {
  const databases: PostgresDatabase[] = [];
  const openedStores: SqlStore[] = [];

  const connect = (use: DatabaseUse = 'alone', address = postgres.address): PostgresDatabase => {
    const database = new PostgresDatabase(placeAt(address), use);
    databases.push(database);
    return database;
  };

  const storeIn = (database: PostgresDatabase, { log } = storeLog()): SqlStore => {
    const store = new SqlStore(database, systemClock, log);
    openedStores.push(store);
    return store;
  };

  afterEach(async () => {
    // Those of a test that failed would keep the next ones out.
    for (const store of openedStores.splice(0)) await store.close();
    for (const database of databases.splice(0)) await database.close();
    const database = connect('beside');
    await database.open();
    await database.write([{ sql: 'DROP SCHEMA IF EXISTS asteriskng CASCADE', values: [] }]);
    await database.close();
  });

  describe('what every database does', () => {
    storeSuite(() => connect());
  });

  describe('old calls', () => {
    retentionSuite(() => connect());
  });

  describe('the index', () => {
    indexSuite(() => connect());
  });

  describe('choices among contacts', () => {
    choicesSuite(() => connect());
  });

  test('while the server is away changes are held; they are in it once it is back', async () => {
    const kept = storeLog();
    const store = storeIn(connect(), kept);
    await store.open();
    await store.outbox.put('a', '1');
    await postgres.kill();
    await expect(store.outbox.put('b', '2')).rejects.toThrow('PostgreSQL 127.0.0.1');
    await expect(store.outbox.all()).rejects.toThrow('PostgreSQL 127.0.0.1');
    const recovered = new Promise((resolve) => store.onRecovered(resolve));
    await postgres.restart();
    expect(await recovered).toBe('same');
    expect(await store.outbox.all()).toEqual(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    );
    expect(kept.lines).toEqual(['failing: unreachable', 'recovered']);
    await store.close();
  });

  test('backends that start at once make the tables once', async () => {
    const stores = [1, 2, 3, 4].map(() => storeIn(connect('shared')));
    await Promise.all(stores.map((store) => store.open()));
    expect(stores.map(({ state }) => state.kind)).toEqual(['ready', 'ready', 'ready', 'ready']);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('backends that delete old calls at the same moment count them once', async () => {
    const now = Date.now();
    const stores = [1, 2].map(() => storeIn(connect('shared')));
    await Promise.all(stores.map((store) => store.open()));
    const [one] = stores;
    await one!.calls.save(sampleCall({ id: 'new', startedAt: now }));
    for (let round = 1; round <= 10; round += 1) {
      await Promise.all(
        Array.from({ length: 50 }, (_none, index) =>
          one!.calls.save(sampleCall({ id: `${round}-${index}`, startedAt: now - 40 * 86_400_000 })),
        ),
      );
      const runs = stores.map((store) =>
        new Retention({ keepDays: 30, keepTotalsMonths: 13 }, store, systemClock, RETENTION_TOOLS).run(),
      );
      await Promise.all([...runs, one!.calls.save(sampleCall({ id: 'new', startedAt: now }))]);
      expect((await one!.calls.totals('2000-01-01', localDay(now - 86_400_000)))[0]?.calls).toBe(50 * round);
    }
    await Promise.all(stores.map((store) => store.close()));
  });

  test('a schema that is dropped while a backend runs is made again, with what is open', async () => {
    const kept = storeLog();
    const store = storeIn(connect(), kept);
    await store.open();
    await store.drafts.put('call', 'open');
    const other = connect('beside');
    await other.open();
    await other.write([{ sql: 'DROP SCHEMA asteriskng CASCADE', values: [] }]);
    await other.close();
    const recovered = new Promise((resolve) => store.onRecovered(resolve));
    await expect(store.outbox.put('a', '1')).rejects.toThrow('can not be written');
    expect(await recovered).toBe('replaced');
    expect([await store.outbox.all(), await store.drafts.all()]).toEqual([
      new Map([['a', '1']]),
      new Map([['call', 'open']]),
    ]);
    expect(kept.lines).toEqual(['failing: damaged', 'vanished', 'recovered']);
    await store.close();
  });

  test('tables that another program has locked are said to be so, and do not keep the backend from stopping', async () => {
    const kept = storeLog();
    const store = storeIn(connect(), kept);
    await store.open();
    const other = await postgres.connect();
    await other.query('BEGIN; LOCK TABLE asteriskng.outbox IN ACCESS EXCLUSIVE MODE');
    await expect(store.outbox.put('a', '1')).rejects.toThrow('another program holds its tables locked');
    await store.close();
    // The lock was there all the time.
    await other.query('COMMIT');
    await other.end();
    expect(kept.lines).toEqual(['failing: unwritable', 'lost at stop: 1']);
  });

  test('options of the address do not take the place of our own', async () => {
    const address = `${postgres.address.replace('asteriskng@', 'another@')}?options=-c%20work_mem%3D8MB`;
    const admin = await postgres.connect();
    await admin.query(`CREATE ROLE another SUPERUSER LOGIN PASSWORD 'another'`);
    const database = new PostgresDatabase(placeAt(address, 'another'), 'alone');
    await database.open();
    const [row] = await database.read({ sql: `SELECT current_setting('work_mem') AS memory`, values: [] });
    expect(row).toEqual({ memory: '8MB' });
    expect(await database.read({ sql: 'SELECT id FROM outbox', values: [] })).toEqual([]);
    await database.close();
    await admin.query('REASSIGN OWNED BY another TO asteriskng; DROP OWNED BY another; DROP ROLE another');
    await admin.end();
  });

  test('a server that can only be read is said to be so, by the check and by the store', async () => {
    await (async () => {
      const database = connect();
      await database.open();
      await database.close();
    })();
    const address = `${postgres.address}?options=-c%20default_transaction_read_only%3Don`;
    const [finding] = await checkOf(placeAt(address)).run();
    expect([finding?.level, finding?.text.en]).toEqual([
      'fault',
      expect.stringContaining('can not be written: cannot execute'),
    ]);
    const store = storeIn(connect('alone', address));
    await store.open();
    expect(store.state.kind).toBe('failing');
    await store.close();
  });

  const said = async (address: string, password?: string): Promise<string> => {
    const findings = await checkOf(placeAt(address, password)).run();
    return findings.map(({ level, text }) => `${level}: ${text.en}`).join('\n');
  };

  test('a password that is missing or wrong and a missing right are named, and no connection stays open', async () => {
    const sockets = (): number =>
      process.getActiveResourcesInfo().filter((one) => one === 'TCPSocketWrap').length;
    const before = sockets();
    const place = { kind: 'postgres', address: postgres.address, password: undefined } as const;
    const [finding] = await checkOf(place).run();
    expect(finding?.text.en).toMatch(/wants a password: put it into ASTERISKNG_POSTGRES_PASSWORD/);
    expect(await said(postgres.address, 'wrong')).toMatch(
      /^fault: .* does not let us in: password authentication/,
    );
    const admin = await postgres.connect();
    await admin.query(`CREATE ROLE poor LOGIN PASSWORD 'poor'`);
    expect(await said(postgres.address.replace('asteriskng@', 'poor@'), 'poor')).toMatch(
      /^fault: .* refuses: permission denied for database postgres; give the user the right CREATE/,
    );
    await admin.query('DROP ROLE poor');
    await admin.end();
    await eventually('all connections are closed', () => sockets() <= before);
    const database = connect();
    await database.open();
    await database.close();
  });

  test('check says in plain words what is wrong', async () => {
    expect(await said(postgres.address)).toMatch(
      /^ok: PostgreSQL 127\.0\.0\.1:\d+\/postgres can be written; its tables are made when the backend starts\./,
    );
    const database = connect();
    await expect(database.open()).resolves.toMatchObject({ isReplaced: false });
    await database.close();
    expect(await said(postgres.address)).toMatch(/^ok: .* can be written \(0\.\d MB\)\.$/);
    const admin = await postgres.connect();
    await admin.query('DROP TABLE asteriskng.outbox, asteriskng.totals');
    expect(await said(postgres.address)).toMatch(/^fault: .* lacks tables of the store \(outbox, totals\)/);
    await admin.query('DROP TABLE asteriskng.facts');
    expect(await said(postgres.address)).toMatch(
      /^fault: .* lacks tables of the store \(facts, outbox, totals\)/,
    );
    await admin.end();
    expect(await said(postgres.address.replace(/postgres$/, 'none'))).toMatch(
      /^fault: .* does not let us in: database "none" does not exist; check store\.postgres/,
    );
    expect(await said('postgres://a@127.0.0.1:1/b')).toMatch(
      /^fault: PostgreSQL 127\.0\.0\.1:1\/b can not be reached: /,
    );
  });
});
