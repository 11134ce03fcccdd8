import { PostgresDatabase } from '../../../server/store/postgres/PostgresDatabase';
import { RealPostgres } from '../support/RealPostgres';
import { SqlStore } from '../../../server/store/SqlStore';
import { StoreCheck } from '../../../server/store/StoreCheck';
import { takingOver } from '../../../server/store/takeOver/takingOver';
import { systemClock } from '../../../server/system/Clock';
import { storeLog } from './support/storeLog';
import { storeSuite } from './support/storeSuite';

let postgres: RealPostgres;

beforeAll(async () => {
  postgres = await RealPostgres.start();
});

afterAll(() => postgres.close());

describe('PostgreSQL', () => {
  const connect = (): PostgresDatabase =>
    new PostgresDatabase({ kind: 'postgres', address: postgres.address, password: undefined });

  afterEach(async () => {
    const database = connect();
    await database.open();
    await database.write([{ sql: 'DROP SCHEMA asteriskng CASCADE', values: [] }]);
    await database.close();
  });

  describe('what every database does', () => {
    storeSuite(connect);
  });

  test('while the server is away changes are held; they are in it once it is back', async () => {
    const { log, lines } = storeLog();
    const store = new SqlStore(connect(), systemClock, log);
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
    expect(lines).toEqual(['failing: unreachable', 'recovered']);
    await store.close();
  });

  test('what 1.0.0 has left in Redis is taken over once, and does not replace what is newer', async () => {
    const store = new SqlStore(connect(), systemClock, storeLog().log);
    await store.open();
    await store.outbox.put('b', 'newer');
    const redis = new Map([
      ['a', 'older'],
      ['b', 'older'],
    ]);
    const earlier = {
      all: () => Promise.resolve(new Map(redis)),
      delete: (id: string) => Promise.resolve(void redis.delete(id)),
    };
    const faults: unknown[] = [];
    const outbox = takingOver(store.outbox, 'outbox', store, earlier, (cause) => faults.push(cause));
    const all = new Map([
      ['a', 'older'],
      ['b', 'newer'],
    ]);
    expect(await outbox.all()).toEqual(all);
    expect([redis.size, await outbox.all(), faults]).toEqual([0, all, []]);
    await store.close();
  });

  test('backends that start at once make the tables once', async () => {
    const stores = [1, 2, 3, 4].map(() => new SqlStore(connect(), systemClock, storeLog().log));
    await Promise.all(stores.map((store) => store.open()));
    expect(stores.map(({ state }) => state.kind)).toEqual(['ready', 'ready', 'ready', 'ready']);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('check says in plain words what is wrong', async () => {
    const said = async (address: string): Promise<string> => {
      const findings = await new StoreCheck({ kind: 'postgres', address, password: 'x' }).run();
      return findings.map(({ level, text }) => `${level}: ${text.en}`).join('\n');
    };
    expect(await said(postgres.address)).toMatch(
      /^ok: PostgreSQL 127\.0\.0\.1:\d+\/postgres can be written\./,
    );
    expect(await said(postgres.address.replace(/postgres$/, 'none'))).toMatch(
      /^fault: .* does not let us in: database "none" does not exist; check store\.postgres/,
    );
    expect(await said('postgres://a@127.0.0.1:1/b')).toMatch(
      /^fault: PostgreSQL 127\.0\.0\.1:1\/b can not be reached: /,
    );
  });
});
