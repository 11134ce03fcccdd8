import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '../../server/config/loadConfiguration';
import { SqliteDatabase } from '../../server/store/sqlite/SqliteDatabase';
import { SqlStore } from '../../server/store/SqlStore';
import { takeOverLevel } from '../../server/store/takeOver/takeOverLevel';
import { storeLog } from '../server/store/support/storeLog';
import { readSettings } from '../../src/infrastructure/amocrm/readSettings';
import { FakeTimer } from '../support/FakeTimer';
import { FakeAmo } from '../server/support/amo/FakeAmo';
import { buildCrm, KNOWN, pass, UNKNOWN } from '../server/support/amo/startCrm';

/** What 1.0.0 left behind: written by its own code (commit fa2b748), not by hand. */
const LEFT_BEHIND = join(__dirname, 'v1.0.0');
const readLeft = (name: string): string => readFileSync(join(LEFT_BEHIND, name), 'utf8');

test.each(['simulator', 'asterisk', 'megafon', 'ecss10'])(
  'a configuration of 1.0.0 means what it meant: %s',
  (driver) => {
    const env = JSON.parse(readLeft('environment.json')) as Record<string, string>;
    const meant = JSON.parse(readLeft(`${driver}.json`)) as Record<string, unknown>;
    const configuration = loadConfiguration(env, (path) =>
      path === 'server.yaml' ? readLeft(`${driver}.yaml`) : null,
    );
    expect(configuration).toMatchObject(meant);
  },
);

test('settings that 1.0.0 has saved are read as they were', () => {
  const settings = {
    connection: 'proxy',
    serverAddress: 'pbx.example.com/asterisk_ng',
    secretKey: 'first-secret-key',
    showPanel: true,
    enableNotification: false,
  };
  const saved = readLeft('widgetSettings.txt').trim();
  expect(readSettings(saved)).toMatchObject({ kind: 'ready', settings });
  expect(readSettings(saved.replaceAll('"', '&quot;'))).toMatchObject({ kind: 'ready', settings });
});

describe('an outbox folder of 1.0.0', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'asteriskng-upgrade-'));
    cpSync(join(LEFT_BEHIND, 'outbox'), join(folder, 'outbox'), { recursive: true });
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is sent: each call once, a task for the missed one, nothing of what was done', async () => {
    const timer = new FakeTimer();
    const amo = new FakeAmo(timer);
    const contact = amo.account.contact('Иван Петров', KNOWN, { id: 1_001 });
    const database = new SqliteDatabase(join(folder, 'outbox.sqlite'), () => timer.now());
    const store = new SqlStore(database, timer, storeLog().log);
    await store.open();
    await takeOverLevel(store, join(folder, 'outbox'), 'outbox');
    const { crm } = buildCrm({ calls: { missedTask: {} } }, { timer, amo, outboxStore: store.outbox });
    await crm.start();
    crm.retryParked();
    // The database answers in its own time, amoCRM in that of the fake clock.
    for (let round = 0; round < 1_000 && crm.figures.outbox() > 0; round += 1)
      await pass(timer, 20_000, 1_000);
    await crm.close();
    await store.close();

    expect(amo.account.calls.map(({ uniq }) => uniq).sort()).toEqual(['1763629200.1', '1763629200.2']);
    expect(amo.account.tasks.map(({ entity_id }) => entity_id)).toEqual([contact.id]);
    expect(amo.account.unsorted).toHaveLength(1);
    expect(JSON.stringify(amo.account.unsorted)).toContain(UNKNOWN);
    expect(amo.violations).toEqual([]);
  });
});
