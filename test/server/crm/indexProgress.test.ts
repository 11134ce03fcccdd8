import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { FakeTimer } from '../../support/FakeTimer';
import { PATIENCE_MS } from '../../support/patience';
import { storeLog } from '../store/support/storeLog';
import { FakeAmo } from '../support/amo/FakeAmo';
import { buildCrm, KNOWN, type TestCrm } from '../support/amo/startCrm';

let folder = '';
let timer: FakeTimer;
let amo: FakeAmo;
let store: SqlStore;
let crm: TestCrm;

/** A backend's amoCRM side on the file of the test. */
async function start(): Promise<void> {
  store = new SqlStore(
    new SqliteDatabase(join(folder, 'store.sqlite'), () => timer.now()),
    timer,
    storeLog().log,
  );
  await store.open();
  crm = buildCrm({ index: true }, { timer, amo, indexStore: store.index });
  await crm.crm.start();
}

async function stop(): Promise<void> {
  await crm.crm.close();
  await store.close();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-index-'));
  timer = new FakeTimer();
  amo = new FakeAmo(timer);
});

afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true });
  expect(amo.violations).toEqual([]);
});

/** Lets time pass until it holds. */
async function until<T>(
  what: string,
  condition: () => T | null | undefined | false | Promise<T | null | undefined | false>,
): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await condition();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await crm.pass(200);
  }
}

const filled = (): Promise<boolean> =>
  until('filled', () => crm.log.some((line) => line.includes('cards are in the index')));

test('stages have their names in the index; how far it is, and how old, is known, also after a restart without amoCRM', async () => {
  amo.account.contact('Иван Петров', KNOWN);
  await start();
  expect(crm.crm.figures.index()).toEqual({ isFilled: false, cards: 0, ageMs: null });
  await filled();
  const stages = await until('stages', async () => (await store.index.notes()).get('stages'));
  expect(JSON.parse(stages)).toMatchObject([
    { name: 'Продажи', stages: [{ id: 20, name: 'Договор' }, {}, {}] },
  ]);
  await until('the first look has ended', async () => (await store.index.notes()).has('whole'));
  expect(crm.crm.figures.index()).toMatchObject({ isFilled: true, cards: 1 });
  await stop();
  amo.fail(/GET/, 'down', 1_000_000);
  await timer.pass(600_000);
  await start();
  const { ageMs } = await until('the age', () => {
    const progress = crm.crm.figures.index();
    return progress?.ageMs === null ? null : progress;
  });
  expect(ageMs).toBeGreaterThanOrEqual(600_000);
});
