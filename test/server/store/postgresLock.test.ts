import { LOCK_MS } from '../../../server/store/postgres/createPool';
import { MIGRATION_LOCK, PostgresDatabase } from '../../../server/store/postgres/PostgresDatabase';
import type { DatabaseUse } from '../../../server/store/postgres/BackendLock';
import { SqlStore } from '../../../server/store/SqlStore';
import { StoreCheck } from '../../../server/store/StoreCheck';
import { FakeTimer } from '../../support/FakeTimer';
import { RealPostgres } from '../support/RealPostgres';
import { storeLog } from './support/storeLog';
import { eventually } from '../support/eventually';
import { passUntil } from '../support/passUntil';

let postgres: RealPostgres;
let timer: FakeTimer;
let lines: readonly string[];
const opened: SqlStore[] = [];

beforeAll(async () => {
  postgres = await RealPostgres.start();
});

afterAll(() => postgres.close());

beforeEach(() => {
  timer = new FakeTimer();
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  const admin = await postgres.connect();
  await admin.query('DROP SCHEMA IF EXISTS asteriskng CASCADE');
  await admin.end();
});

const place = () => ({ kind: 'postgres', address: postgres.address, password: postgres.password }) as const;

/** A backend's store; the log is that of the one opened last. */
async function open(use: DatabaseUse): Promise<SqlStore> {
  const kept = storeLog();
  lines = kept.lines;
  const store = new SqlStore(new PostgresDatabase(place(), use), timer, kept.log);
  opened.push(store);
  await store.open();
  return store;
}

/** As by a network that is cut: the server has closed all connections, of which the backends hear. */
async function cut(): Promise<void> {
  const admin = await postgres.connect();
  await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'asteriskng'`,
  );
  await admin.end();
}

async function untilReady(store: SqlStore): Promise<void> {
  await passUntil(timer, 10_000, 'the store is ready', () => store.state.kind === 'ready');
}

test('a second backend without Redis says which one has the database, and what to do', async () => {
  const first = await open('alone');
  await expect(open('alone')).rejects.toThrow(
    /^PostgreSQL 127\.0\.0\.1:\d+\/postgres is in use by another backend \(connection \d+ from 127\.0\.0\.1.*\), and one backend alone must have it: .*Stop that one, or, if this one is for another telephone system, give it a database of its own/,
  );
  await expect(open('shared')).rejects.toThrow('is in use by');
  await first.outbox.put('a', '1');
  await first.close();
  expect((await (await open('alone')).outbox.all()).size).toBe(1);
});

test('backends of one cluster share it, and keep one without a cluster out', async () => {
  await open('shared');
  await open('shared');
  await expect(open('alone')).rejects.toThrow('is in use by another backend');
});

test('a backend waits longer for another one that makes the tables than for any other lock', async () => {
  const [maker, witness] = [await postgres.connect(), await postgres.connect()];
  await maker.query(`BEGIN; SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  const opening = open('shared');
  await eventually('it waits', async () => {
    const { rows } = await witness.query(
      `SELECT pid FROM pg_locks WHERE objid = ${MIGRATION_LOCK} AND NOT granted`,
    );
    return rows.length > 0;
  });
  // It waits as well, behind the backend and for twice as long as for any lock, and gives up.
  await witness.query(`SET lock_timeout = ${2 * LOCK_MS}`);
  await expect(witness.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`)).rejects.toThrow('lock timeout');
  await maker.query('COMMIT');
  expect((await opening).state.kind).toBe('ready');
  await Promise.all([maker.end(), witness.end()]);
});

test('commands work beside a backend', async () => {
  await open('alone');
  const beside = new PostgresDatabase(place(), 'beside');
  await beside.open();
  await beside.close();
  const said = async (isRunning: boolean): Promise<string> => {
    const health = isRunning ? { state: 'ready' as const, held: 0, losses: [] } : null;
    const [finding] = await new StoreCheck(place(), () => Promise.resolve(health)).run();
    return `${finding?.level}: ${finding?.text.en}`;
  };
  expect(await said(true)).toMatch(/^ok: .* can be written/);
  expect(await said(false)).toMatch(
    /^warning: .* is in use by another backend .*no backend of these settings/,
  );
});

test('a backend that dies leaves no lock behind, and one whose connections are cut takes it up again', async () => {
  const store = await open('alone');
  await store.outbox.put('a', '1');
  await cut();
  await store.look('begin');
  expect(store.state).toMatchObject({ kind: 'failing', code: 'unreachable' });
  await untilReady(store);
  await store.outbox.put('b', '2');
  expect(lines).toEqual(['failing: unreachable', 'recovered']);
  await expect(open('alone')).rejects.toThrow('is in use by');
});

test('one that another has replaced meanwhile writes nothing, says so, and later sends nothing that the other has', async () => {
  const first = await open('alone');
  const said = lines;
  await first.outbox.put('job', 'waiting');
  await cut();
  await first.look('begin');
  const second = await open('alone');
  await second.outbox.put('job', 'done');
  const states: string[] = [];
  first.onRecovered((how) => states.push(how));
  await expect(first.outbox.put('job', 'under way')).rejects.toThrow();
  await expect(first.outbox.put('own', 'waiting')).rejects.toThrow();
  await passUntil(timer, 10_000, 'it is in use', () => said.includes('failing: inUse'));
  expect(first.state).toMatchObject({ kind: 'failing', code: 'inUse' });
  expect(await second.outbox.all()).toEqual(new Map([['job', 'done']]));
  await second.close();
  await untilReady(first);
  expect(states).toEqual(['added']);
  expect(await first.outbox.all()).toEqual(
    new Map([
      ['job', 'done'],
      ['own', 'waiting'],
    ]),
  );
  expect(said).toEqual(['failing: unreachable', 'failing: inUse', 'recovered']);
});
