import { PostgresDatabase } from '../../../server/store/postgres/PostgresDatabase';
import { SqlStore } from '../../../server/store/SqlStore';
import { systemClock } from '../../../server/system/Clock';
import { MortalBackend } from '../../asterisk/support/MortalBackend';
import { bundleProgram } from '../../support/bundleProgram';
import { FakeAmo } from '../support/amo/FakeAmo';
import { TOKEN } from '../support/amo/GrantOffice';
import { takingOver, type EarlierTexts } from '../../../server/store/takeOver/takingOver';
import { FakeTimer } from '../../support/FakeTimer';
import { eventually } from '../support/eventually';
import { FakeAsterisk } from '../support/FakeAsterisk';
import { RealPostgres } from '../support/RealPostgres';
import { Script } from '../telephony/asterisk/tracking/support/Script';
import { Watch } from '../telephony/asterisk/tracking/support/Watch';
import { storeLog } from './support/storeLog';

/** What can be read only after the backend has read the store. */
let postgres: RealPostgres;

beforeAll(async () => {
  postgres = await RealPostgres.start();
});

afterAll(() => postgres.close());

function storeOf(): SqlStore {
  const { address, password } = postgres;
  const database = new PostgresDatabase({ kind: 'postgres', address, password }, 'alone');
  return new SqlStore(database, systemClock, storeLog().log);
}

test('what 1.0.0 has left in Redis is taken over once, and does not replace what is newer', async () => {
  const store = storeOf();
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
  const timer = new FakeTimer();
  const take = (name: 'outbox' | 'drafts', from: EarlierTexts) =>
    takingOver(store[name], name, store, from, timer, (cause) => faults.push(cause));
  const outbox = take('outbox', earlier).table;
  const all = new Map([
    ['a', 'older'],
    ['b', 'newer'],
  ]);
  expect(await outbox.all()).toEqual(all);
  expect([redis.size, await outbox.all(), faults]).toEqual([0, all, []]);
  let isAway = true;
  const away = {
    ...earlier,
    all: () => (isAway ? Promise.reject(new Error('Redis is away')) : earlier.all()),
  };
  await take('outbox', away).table.all();
  await take('drafts', earlier).table.all();
  expect([store.state.kind, faults.length]).toEqual(['incomplete', 1]);
  redis.set('c', 'late');
  isAway = false;
  // What could be taken over only later is told of.
  const added = new Promise((resolve) => store.onRecovered(resolve));
  await timer.pass(5_000);
  expect([await added, store.state.kind, redis.size]).toEqual(['added', 'ready', 0]);
  expect((await store.outbox.all()).get('c')).toBe('late');
  await store.close();
});

test('a call that ended while no backend ran is logged and missed also when PostgreSQL comes later than the backend', async () => {
  const [asterisk, amo] = [await FakeAsterisk.start(), new FakeAmo(systemClock)];
  const number = '+79161234567';
  amo.account.contact(number, number);
  const { address, password } = postgres;
  const store = storeOf();
  await store.open();
  const before = new Watch({ clock: systemClock });
  const script = new Script((message) => before.tracker.handleEvent(message));
  script.calls('c', 'PJSIP/trunk-1', number, '741');
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('c', 'a');
  for (const journal of before.tracker.journals())
    await store.drafts.put(journal.id, JSON.stringify(journal));
  await store.drafts.put('seen', `${systemClock.now()}`);
  before.tracker.close();
  await store.close();
  await postgres.kill();
  asterisk.answerList('Status', () => []);
  const { secret, ...ami } = asterisk.settings;
  const settings = {
    agents: [{ email: '101@example.com', amouserId: 1, extension: '101', name: 'Agent 101' }],
    telephony: { driver: 'asterisk', ami, context: 'internal' },
    store: { postgres: address },
    amocrm: { address: await amo.listen() },
  };
  const backend = await MortalBackend.start(await bundleProgram('server/main.ts'), settings, {
    ASTERISKNG_SECRET_KEYS: 'a-secret-key-of-the-test',
    ASTERISKNG_AMI_SECRET: secret,
    ASTERISKNG_AMOCRM_TOKEN: TOKEN,
    ASTERISKNG_POSTGRES_PASSWORD: password,
  });
  try {
    expect([amo.account.calls, await backend.missed('101')]).toEqual([[], []]);
    await postgres.restart();
    await eventually('it is logged', () => amo.account.calls.length === 1);
    expect(amo.account.calls).toMatchObject([{ phone: number, call_status: 6, direction: 'inbound' }]);
    expect(await backend.missed('101')).toEqual([number]);
  } finally {
    await backend.close();
    await asterisk.stop();
    await amo.close();
  }
});
