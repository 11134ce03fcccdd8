import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
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
  readonly store?: { readonly state: string; readonly reason: string; readonly held: number };
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
  expect((await health(backend)).store?.reason).toContain('a part of its path is a file');
  expect((await backend.app.http.inject('/metrics')).body).toContain('asteriskng_store_up 0');
  const said = backend.log.filter((line) => line.includes('"store.failing"'));
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('calls go on');
  unlinkSync(join(folder, 'data'));
  await backend.timer.pass(10_000);
  await eventually('the store works', () => backend.log.some((line) => line.includes('"store.works-again"')));
  await call(backend);
  expect((await health(backend)).store).toBeUndefined();
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
