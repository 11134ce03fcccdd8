import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { runStoreCommand } from '../../../server/cli/runStoreCommand';
import { parseConfiguration } from '../../../server/config/Configuration';
import { SCHEMA_VERSION } from '../../../server/store/schema';
import { anna, Attacked, KEY } from '../../attacks/support/Attacked';
import { PATIENCE_MS } from '../../support/patience';
import { eventually } from '../support/eventually';
import { english } from '../support/inEnglish';

const CLIENT = '+79101234567';
const OTHER = '+79160000002';

const statusSchema = v.object({
  missed: v.array(v.object({ unique_id: v.string(), contact_phone: v.string(), count: v.number() })),
});

let folder: string;
let path: string;
let backend: Attacked | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-lists-'));
  path = join(folder, 'store.sqlite');
});

afterEach(async () => {
  await backend?.stop();
  rmSync(folder, { recursive: true });
});

async function start(): Promise<Attacked> {
  backend = await Attacked.start({ settings: { store: { path } } });
  return backend;
}

async function kill(): Promise<void> {
  await backend?.stop();
  backend = null;
}

/** Anna's missed calls, the newest first. */
async function missedCalls(): Promise<v.InferOutput<typeof statusSchema>['missed']> {
  return v.parse(statusSchema, await backend?.result('get_agent_status', { current_status: null }, anna))
    .missed;
}

/** Their numbers, each with how often it has called. */
async function missed(): Promise<readonly string[]> {
  return (await missedCalls()).map(({ contact_phone, count }) => `${contact_phone} ${count}`);
}

/** A call that rings at Anna's until the client gives up. */
async function missCall(from: string): Promise<void> {
  const before = String(await missed());
  await backend?.simulate('incoming', { from, to: ['101'], answer: 'manual', givesUpMs: 1 });
  await eventually('the call is missed', async () => String(await missed()) !== before);
}

/** An agent's lists as they are on the disk; '': none. */
function stored(extension = '101'): string {
  const database = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE_MS });
  try {
    const row = database.prepare('SELECT text FROM agent_lists WHERE id = ?').get(extension);
    return String(row?.['text'] ?? '');
  } finally {
    database.close();
  }
}

/** Is a missed call from this number among Anna's on the disk? */
const isStored = (number: string): boolean => stored().includes(`"number":"${number}"`);

const written = (number: string): Promise<boolean> =>
  eventually(`${number} is on the disk`, () => isStored(number));

/** A store of a newer version is not touched. */
function setVersion(version: string): void {
  const database = new DatabaseSync(path, { timeout: PATIENCE_MS });
  database.prepare(`UPDATE facts SET value = ? WHERE name = 'schema'`).run(version);
  database.close();
}

test('missed calls and last numbers outlive a process that is killed', async () => {
  await start();
  for (const from of [CLIENT, CLIENT, OTHER]) await missCall(from);
  await written(OTHER);
  await kill();
  await start();
  expect(await missed()).toEqual([`${OTHER} 1`, `${CLIENT} 2`]);
  const contacts = JSON.stringify(await backend?.result('get_last_contacts', { max_results: 5 }, anna));
  expect(contacts).toMatch(/79160000002.*79101234567/);
  // A call after the restart counts with those before.
  await missCall(CLIENT);
  expect(await missed()).toEqual([`${CLIENT} 3`, `${OTHER} 1`]);
});

test('what was seen does not come back', async () => {
  await start();
  await missCall(CLIENT);
  await missCall(OTHER);
  await written(OTHER);
  const seen = (await missedCalls()).filter(({ contact_phone }) => contact_phone === OTHER);
  await backend?.wire('clear_missed', { unique_ids: seen.map(({ unique_id }) => unique_id) });
  await eventually('it is gone from the disk', () => !isStored(OTHER));
  await kill();
  await start();
  expect(await missed()).toEqual([`${CLIENT} 1`]);
});

/** The store's file, open, of a backend that was killed once the client's missed call was on the disk. */
async function killedWithMissed(): Promise<DatabaseSync> {
  await start();
  await missCall(CLIENT);
  await written(CLIENT);
  await kill();
  return new DatabaseSync(path, { timeout: PATIENCE_MS });
}

test('lists of an unknown form are left out, those of others are kept', async () => {
  const database = await killedWithMissed();
  database.exec(
    `INSERT INTO agent_lists VALUES ('102', '{"missed":7}'), ('109', '{"missed":[],"recent":["1"]}')`,
  );
  database.close();
  const again = await start();
  await again.line(({ event }) => event === 'calls.lists-unreadable');
  expect(await missed()).toEqual([`${CLIENT} 1`]);
  await eventually('109 is no agent', () => stored('109') === '');
});

test("who gets the extension of another user does not get that user's lists", async () => {
  const database = await killedWithMissed();
  const former = database
    .prepare(`UPDATE agent_lists SET text = json_set(text, '$.of', json(?)) WHERE text LIKE '%"of":%'`)
    .run(JSON.stringify({ email: 'former@example.com', amouserId: 77 }));
  expect(former.changes).toBe(1);
  await start();
  expect(await missed()).toEqual([]);
  await eventually('they are deleted', () => stored() === '');
  database.close();
});

test('a store that can be read only later brings its lists then, and loses none', async () => {
  await start();
  await missCall(CLIENT);
  await written(CLIENT);
  await kill();
  setVersion('99');
  await start();
  expect(await missed()).toEqual([]);
  await missCall(OTHER);
  setVersion(String(SCHEMA_VERSION));
  await written(OTHER);
  expect([await missed(), isStored(CLIENT)]).toEqual([[`${OTHER} 1`, `${CLIENT} 1`], true]);
});

test('a client that is forgotten goes from the memory of the backend that runs, too', async () => {
  const running = await start();
  await missCall(CLIENT);
  await missCall(OTHER);
  await written(OTHER);
  const { hostname: host, port } = new URL(running.address);
  const configuration = parseConfiguration({
    secretKeys: [KEY],
    host,
    port: Number(port),
    path: '/asterisk_ng',
    store: { path },
  });
  const said = english(await runStoreCommand('forget', ['8 (910) 123-45-67'], configuration));
  expect(said).toContain('The number was removed from the missed calls and last numbers of 1 agents.');
  expect(await missed()).toEqual([`${OTHER} 1`]);
  // What is in memory is written with the next call.
  await missCall(OTHER);
  await eventually('the next call is on the disk', () => stored().includes('"count":2'));
  expect(stored()).not.toContain('9101234567');
  const contacts = JSON.stringify(await running.result('get_last_contacts', { max_results: 5 }, anna));
  expect(contacts).not.toContain('9101234567');
});

test.each<[string, { headers?: Record<string, string>; body?: string }, number]>([
  ['another key', { headers: { authorization: 'Bearer another-key-of-the-test' } }, 401],
  ['no number', { body: '{"action":"forget","number":"12"}' }, 400],
  ['another order', { body: '{"action":"drop","number":"+79101234567"}' }, 400],
  ['a proxy', { headers: { authorization: `Bearer ${KEY}`, 'x-forwarded-for': '192.0.2.1' } }, 404],
])('lists are not changed by an order with %s', async (_how, { headers, body }, status) => {
  const running = await start();
  await missCall(CLIENT);
  const answer = await running.ask('/asterisk_ng/lists', {
    method: 'POST',
    body: body ?? JSON.stringify({ action: 'forget', number: CLIENT }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, ...headers },
  });
  expect([answer.status, await missed()]).toEqual([status, [`${CLIENT} 1`]]);
});
