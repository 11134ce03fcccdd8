import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runStoreCommand } from '../../../server/cli/runStoreCommand';
import { parseConfiguration } from '../../../server/config/Configuration';
import { newCallJob } from '../../../server/crm/callLog/CallJob';
import { newEntry } from '../../../server/crm/outbox/OutboxEntry';
import { asideFiles } from '../../../server/store/asideFiles';
import { Retention } from '../../../server/store/Retention';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { FakeTimer } from '../../support/FakeTimer';
import { KNOWN, record } from '../support/amo/startCrm';
import { freePort } from '../support/freePort';
import { english } from '../support/inEnglish';
import { sampleCall } from './support/sampleCall';
import { storeLog } from './support/storeLog';

const DAY_MS = 86_400_000;

/** The client who is to be forgotten, as different programs write the number. */
const NUMBER = '+7 (910) 999-88-77';
const DIGITS = '9109998877';

let folder = '';
let path = '';
let timer: FakeTimer;
let store: SqlStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
  path = join(folder, 'store.sqlite');
  timer = new FakeTimer();
  store = new SqlStore(new SqliteDatabase(path, () => timer.now()), timer, storeLog().log);
  await store.open();
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** @param port of a backend that runs; left out: none does */
async function forget(port?: number): Promise<string> {
  const configuration = parseConfiguration({
    secretKeys: ['a-key-of-the-test'],
    port: port ?? (await freePort()),
    store: { path },
    amocrm: {
      address: 'http://127.0.0.1:1',
      token: 'a-token-of-the-test',
      calls: { outbox: join(folder, 'outbox') },
    },
  });
  return english(await runStoreCommand('forget', [NUMBER], configuration)).join('\n');
}

test("a client's number goes from calls of others, too, and their journals stay valid", async () => {
  const journal = (number: string, digits: string) =>
    JSON.stringify({
      id: '1763700000.1',
      participants: [
        { id: 'a', number },
        { id: 'b', number: '+79101234567' },
      ],
      facts: [
        { type: 'consulting', place: number === '' ? null : `8${digits}` },
        { type: 'transferred', number: number === '' ? '' : digits },
        { type: 'recorded', file: `/rec/7${digits}-101.wav` },
      ],
    });
  // More than are looked through at a time, the client in the last one.
  await Promise.all(
    Array.from({ length: 1_200 }, (_none, index) => store.calls.save(sampleCall({ id: `${index}` }))),
  );
  await store.calls.save(sampleCall({ id: 'x', journal: journal(NUMBER, DIGITS) }));
  await store.calls.save(sampleCall({ id: 'own', numberKey: DIGITS, journal: journal(NUMBER, DIGITS) }));
  await store.calls.save(sampleCall({ id: 'open', endedAt: null, journal: journal(NUMBER, DIGITS) }));
  const details = JSON.stringify({
    record: { number: '+79101234567', recording: `7${DIGITS}.wav` },
    talks: {},
  });
  await store.calls.save(sampleCall({ id: 'y', details }));
  await store.calls.saveNote('y', JSON.stringify({ texts: [{ by: '101', text: `Звонить на ${DIGITS}` }] }));
  const said = await forget();
  expect(said).toMatch(/^1 calls were deleted/);
  expect(said).toContain('The number was removed from 2 calls of others');
  expect(await store.calls.find('y')).toMatchObject({
    details: details.replace(DIGITS, 'x'.repeat(10)),
    note: JSON.stringify({ texts: [{ by: '101', text: `Звонить на ${'x'.repeat(10)}` }] }),
  });
  await store.calls.delete('y');
  const { calls } = await store.calls.page({ limit: 500 });
  expect(calls[0]).toMatchObject({ id: 'x', journal: journal('', 'x'.repeat(10)) });
  expect((await store.calls.open()).map(({ id }) => id)).toEqual(['open']);
  await store.calls.delete('open');
  expect(await forget()).toMatch(/^0 calls were deleted[^\n]*$/);
  await store.close();
  for (const end of ['', '-wal'].filter((one) => existsSync(path + one)))
    expect(readFileSync(path + end).includes(DIGITS)).toBe(false);
});

test('calls that amoCRM has refused for good are dropped, those that wait are not', async () => {
  const entry = (number: string, state: 'parked' | 'waiting') =>
    JSON.stringify({ ...newEntry(newCallJob(record(timer, { number })), 0), state });
  await Promise.all([
    store.outbox.put('parked', entry(NUMBER, 'parked')),
    store.outbox.put('waiting', entry(NUMBER, 'waiting')),
    store.outbox.put('of-another', entry(KNOWN, 'parked')),
    store.outbox.put('unreadable', '{'),
  ]);
  expect(await forget()).toContain('1 calls that amoCRM had refused for good were dropped');
  expect([...(await store.outbox.all()).keys()].sort()).toEqual(['of-another', 'unreadable', 'waiting']);
});

test('a backend that runs drops such calls itself; when it refuses, they stay and are named', async () => {
  const orders: string[] = [];
  let [status, changed] = [503, 0];
  let lists: object = { agents: 3 };
  const backend = createServer((request, response) => {
    void text(request).then((body) => {
      orders.push(`${request.method} ${request.url} ${body}`);
      const answer = request.url === '/lists' ? lists : { changed, parked: [] };
      response.writeHead(status).end(JSON.stringify(answer));
    });
  });
  await once(backend.listen(0, '127.0.0.1'), 'listening');
  const { port } = backend.address() as AddressInfo;
  const entry = newEntry(newCallJob(record(timer, { number: NUMBER })), 0);
  await store.outbox.put('parked', JSON.stringify({ ...entry, state: 'parked' }));
  const refused = await forget(port);
  status = 200;
  const retried = await forget(port);
  changed = 1;
  const dropped = await forget(port);
  lists = { agents: 0, areShared: true };
  expect(await forget(port)).toContain('which several backends keep in Redis');
  backend.close();
  expect(refused).toContain('1 calls that amoCRM had refused for good stay');
  expect(refused).toContain("The running backend did not take the number out of agents' missed calls");
  expect(dropped).toContain('missed calls and last numbers of 3 agents');
  expect(dropped).not.toContain('The running backend did not');
  expect(dropped).toContain('1 calls that amoCRM had refused for good were dropped');
  expect(retried).toContain('1 calls that amoCRM had refused are tried again');
  const forgets = `POST /lists {"action":"forget","number":"${NUMBER}"}`;
  const outbox = 'POST /outbox {"action":"drop","ids":["parked"]}';
  expect(orders).toEqual(Array.from({ length: 4 }, () => [forgets, outbox]).flat());
});

test('files that were put aside are named, and are removed once calls of their age are', async () => {
  const aside = [
    'store.sqlite.damaged-2026-11-28-184000',
    'store.sqlite.before-restore-2026-11-28-184000',
    'store.sqlite.restoring',
  ];
  for (const name of aside) writeFileSync(join(folder, name), '');
  for (const name of ['outbox.taken-over', 'outbox-open.taken-over']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'outbox.taken-over/000003.log'), '');
  for (const name of ['store.sqlite.copy', 'other.sqlite.damaged-1']) writeFileSync(join(folder, name), '');
  const files = () => asideFiles({ kind: 'sqlite', path }, join(folder, 'outbox'));
  expect(files()).toHaveLength(5);
  const said = await forget();
  for (const file of files()) expect(said).toContain(file);

  const removed: string[] = [];
  const retention = new Retention({ keepDays: 30, keepTotalsMonths: 13 }, store, timer, {
    asideFiles: files,
    onRemoved: (file) => removed.push(file),
    onFault: () => undefined,
    onRun: () => undefined,
  });
  const callAt = async (at: number) => {
    await store.calls.save(sampleCall({ id: 'new', startedAt: at }));
    await timer.pass(Math.max(0, at - timer.now()));
    await retention.run();
  };
  // The files are of today, by the machine's clock.
  await timer.pass(Date.now() - timer.now());
  const begin = timer.now();
  await callAt(begin);
  await callAt(begin + 29 * DAY_MS);
  expect([files().length, removed]).toEqual([5, []]);
  const [damaged = ''] = aside;
  const fact = (value: string) =>
    store.writeNow([
      {
        sql: `INSERT INTO facts (name, value) VALUES ('salvage', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        values: [value],
      },
    ]);
  await fact(join(folder, damaged));
  await callAt(begin + 31 * DAY_MS);
  // History is still copied from this one.
  expect(files()).toEqual([join(folder, damaged)]);
  expect(removed).toHaveLength(4);
  await fact('');
  await callAt(begin + 32 * DAY_MS);
  expect(files()).toEqual([]);
  expect(existsSync(join(folder, 'store.sqlite.copy'))).toBe(true);
});

test('a file that was put aside while the clock was far behind is kept as long as others', async () => {
  const file = join(folder, 'store.sqlite.damaged-1970-01-01-000010');
  writeFileSync(file, '');
  await timer.pass(Date.now() + 100 * DAY_MS - timer.now());
  const retention = new Retention({ keepDays: 30, keepTotalsMonths: 13 }, store, timer, {
    asideFiles: () => asideFiles({ kind: 'sqlite', path }, undefined),
    onRemoved: () => undefined,
    onFault: () => undefined,
    onRun: () => undefined,
  });
  // Without calls no time is certain.
  await retention.run();
  await store.calls.save(sampleCall({ id: 'new', startedAt: timer.now() }));
  await retention.run();
  await retention.run();
  expect(existsSync(file)).toBe(true);
});

test("a client goes from agents' missed calls and last numbers", async () => {
  const unnamed = { name: null, contactId: null, company: null, responsible: null, matches: [] };
  const missed = [NUMBER, '+79160000002'].map((number) => ({
    id: number,
    party: { number, ...unnamed },
    count: 1,
    at: 1,
  }));
  await store.lists.put('101', JSON.stringify({ missed, recent: [`8${DIGITS}`, '102'] }));
  await store.lists.put('102', JSON.stringify({ missed: [], recent: ['101'] }));
  expect(await forget()).toMatch(/removed from the missed calls and last numbers of 1 agents/);
  expect([...(await store.lists.all())]).toEqual([
    ['101', JSON.stringify({ missed: missed.slice(1), recent: ['102'] })],
    ['102', JSON.stringify({ missed: [], recent: ['101'] })],
  ]);
});

test('a store of an earlier version, which has no lists yet, is gone through, too', async () => {
  await store.calls.save(sampleCall({ numberKey: DIGITS }));
  await store.close();
  const database = new DatabaseSync(path);
  database.exec(`DROP TABLE agent_lists; UPDATE facts SET value = '2' WHERE name = 'schema'`);
  database.close();
  expect(await forget()).toMatch(/1 calls/);
  await store.open();
});
