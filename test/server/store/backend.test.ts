import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStoreCommand } from '../../../server/cli/runStoreCommand';
import { parseConfiguration } from '../../../server/config/Configuration';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { runningStore } from '../../../server/store/runningStore';
import { StoreCheck } from '../../../server/store/StoreCheck';
import type { StoreHealth } from '../../../server/store/storeHealth';
import { systemClock } from '../../../server/system/Clock';
import { eventually } from '../support/eventually';
import { TestBackend } from '../support/startBackend';
import { storeLog } from './support/storeLog';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-store-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const amocrm = () => ({
  address: 'http://127.0.0.1:1',
  token: 'a-token-of-the-test',
  calls: { outbox: join(folder, 'data/outbox') },
});

interface Health {
  readonly status: string;
  readonly outbox: number;
  readonly store: StoreHealth;
}

const health = async (backend: TestBackend): Promise<Health> =>
  (await backend.app.http.inject('/health')).json<Health>();

/** A call of a client that 101 takes and that ends. */
async function call(backend: TestBackend): Promise<void> {
  backend.app.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  expect(await backend.live()).toHaveLength(1);
  backend.app.simulator.farHangup('101');
  await backend.timer.pass(30_000);
}

test('a store that can not be used stops no call; once it can be used it has all', async () => {
  writeFileSync(join(folder, 'data'), 'a file in the place of the folder');
  const backend = await TestBackend.start({ amocrm: amocrm() });
  await call(backend);
  expect(await health(backend)).toMatchObject({ status: 'degraded', outbox: 1, store: { state: 'failing' } });
  expect((await health(backend)).store.reason).toContain('a part of its path is a file');
  expect((await backend.app.http.inject('/metrics')).body).toContain('asteriskng_store_up 0');
  const said = backend.log.filter((line) => line.includes('"store.failing"'));
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('calls go on');
  unlinkSync(join(folder, 'data'));
  await backend.timer.pass(10_000);
  await eventually('the store works', () => backend.log.some((line) => line.includes('"store.works-again"')));
  await call(backend);
  expect((await health(backend)).store).toEqual({ state: 'ready', held: 0, losses: [] });
  await backend.app.close();
  const store = new SqlStore(
    new SqliteDatabase(join(folder, 'data/outbox.sqlite'), () => Date.now()),
    systemClock,
    storeLog().log,
  );
  await store.open();
  expect((await store.outbox.all()).size).toBe(2);
  const { calls } = await store.calls.page({ limit: 10 });
  expect(calls.map(({ numberKey, direction }) => [numberKey, direction])).toEqual([
    ['9101234567', 'inbound'],
    ['9101234567', 'inbound'],
  ]);
  await store.close();
});

/** What `check` says beside this backend. */
async function check(backend: TestBackend): Promise<string[]> {
  const { http } = backend.app;
  if (!http.server.listening) await http.listen({ port: 0 });
  const { port } = http.server.address() as AddressInfo;
  const place = { kind: 'sqlite', path: join(folder, 'data/outbox.sqlite') } as const;
  const findings = await new StoreCheck(place, runningStore({ host: '127.0.0.1', port })).run();
  return findings.map(({ level, text }) => `${level}: ${text.ru}`);
}

test('check says of the store what the running backend says in /health, in the language of the settings', async () => {
  writeFileSync(join(folder, 'data'), 'a file in the place of the folder');
  const backend = await TestBackend.start({ amocrm: amocrm(), language: 'ru' });
  const { store } = await health(backend);
  expect(store).toMatchObject({ state: 'failing', code: 'unwritable', held: 0 });
  expect(store.reason).toContain('нельзя записать');
  expect(await check(backend)).toEqual([`fault: Работающий сервер сообщает: ${store.reason}.`]);
  unlinkSync(join(folder, 'data'));
  await backend.timer.pass(10_000);
  await eventually('the store works', () => backend.log.some((line) => line.includes('"store.works-again"')));
  expect(await check(backend)).toEqual([expect.stringMatching(/^ok: .* цел|^warning: .* осталось/)]);
  await backend.app.close();
});

test('a store that was lost is told of in /health and metrics until the operator accepts it', async () => {
  const first = await TestBackend.start({ amocrm: amocrm() });
  await first.app.close();
  truncateSync(join(folder, 'data/outbox.sqlite'), 0);
  const backend = await TestBackend.start({ amocrm: amocrm() });
  const { status, store } = await health(backend);
  expect([status, store]).toMatchObject(['degraded', { state: 'ready', losses: [{ kind: 'vanished' }] }]);
  expect(store.losses[0]?.text).toContain('the store was gone or empty');
  expect((await backend.app.http.inject('/metrics')).body).toContain('asteriskng_store_losses 1');
  expect((await check(backend)).at(-1)).toContain('хранилище исчезло или оказалось пустым');
  await runStoreCommand(
    'losses',
    ['accept'],
    parseConfiguration({ secretKeys: ['a-key-of-the-test'], amocrm: amocrm() }),
  );
  await backend.timer.pass(30_000);
  await eventually('it is well', async () => (await health(backend)).status === 'ok');
  expect((await backend.app.http.inject('/metrics')).body).toContain('asteriskng_store_losses 0');
  await backend.app.close();
});
