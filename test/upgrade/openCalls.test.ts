import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { createRedis, type SharedRedis } from '../../server/cluster/createRedis';
import { createLogger } from '../../server/http/createLogger';
import { createStore, type OpenedStore } from '../../server/store/createStore';
import { systemClock } from '../../server/system/Clock';
import { JournalPersistence } from '../../server/telephony/asterisk/tracking/JournalPersistence';
import { FakeTimer } from '../support/FakeTimer';
import { RealPostgres } from '../server/support/RealPostgres';
import { RealRedis } from '../server/support/RealRedis';
import { ChannelList } from '../server/telephony/asterisk/tracking/support/ChannelList';
import { recorded } from '../server/telephony/asterisk/tracking/support/recordings';
import { numbering, Watch } from '../server/telephony/asterisk/tracking/support/Watch';

/**
 * What 1.0.0 (commit fa2b748) left in its folders and in Redis when it was stopped: jobs for amoCRM, a call that talks
 * (`queue-two-agents`) and one that rings (`caller-cancels`). Written by its own code.
 */
const LEFT_BEHIND = join(__dirname, 'v1.0.0');

const CLIENT = '+79161234567';
const logger = createLogger('silent');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-upgrade-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A start of today's backend, as far as it reads the store. */
async function startAndStop(kept: OpenedStore) {
  await kept.start?.();
  const persistence = new JournalPersistence(
    kept.drafts as NonNullable<OpenedStore['drafts']>,
    new FakeTimer(),
    (cause) => {
      throw cause;
    },
    numbering.toCrm,
  );
  const { journals } = await persistence.load();
  const jobs = [...((await kept.outbox?.all()) ?? [])].map(([id, text]) => {
    return `${id} ${(JSON.parse(text) as { state: string }).state}`;
  });
  const state = kept.figures?.health('en').state;
  await kept.close?.();
  return { journals, jobs: jobs.sort(), state };
}

/** What is logged of the open calls: the one that talks goes on and ends, the other one is gone. */
function written(journals: Awaited<ReturnType<typeof startAndStop>>['journals']): readonly string[] {
  const events = recorded('22', 'queue-two-agents');
  const heard = events.map(({ Event }) => Event).lastIndexOf('BridgeEnter') + 1;
  const truth = new ChannelList();
  for (const event of events.slice(0, heard)) truth.take(event);
  return new Watch({ journals }).resync(truth.statuses).take(events.slice(heard)).written;
}

const JOBS = [1, 2, 3].map((count) => `1763629200.${count} waiting`);
const ALL_JOBS = [...JOBS, '1763629200.4 parked', '1763629200.5 done'];
const RECORDS = [
  `inbound missed ${CLIENT} via 101: 101, by 101, recorded lab-1795232921.75.wav`,
  `inbound answered ${CLIENT} via sales: 102 101, by 102, recorded lab-1795232923.80.wav`,
];

/** The second start finds the same, once. */
async function expectOnce(create: () => OpenedStore): Promise<void> {
  const first = await startAndStop(create());
  expect([first.state, first.jobs]).toEqual(['ready', ALL_JOBS]);
  expect(written(first.journals)).toEqual(RECORDS);
  expect(await startAndStop(create())).toEqual(first);
}

test('folders of 1.0.0: open calls and jobs are taken over, each once', async () => {
  for (const name of ['outbox', 'outbox-open'])
    cpSync(join(LEFT_BEHIND, name), join(folder, name), { recursive: true });
  const settings = { keepDays: 30, keepTotalsMonths: 13 };
  const outboxFolder = join(folder, 'outbox');
  await expectOnce(() =>
    createStore({ settings, clock: systemClock, logger, outboxFolder, shared: undefined }),
  );
  expect([existsSync(outboxFolder), existsSync(`${outboxFolder}-open`)]).toEqual([false, false]);
});

test('Redis of several backends of 1.0.0: open calls and jobs move to PostgreSQL, each once', async () => {
  const [server, postgres] = await Promise.all([RealRedis.start(), RealPostgres.start()]);
  const client = createClient({ url: server.url });
  let redis: SharedRedis | null = null;
  try {
    await client.connect();
    const left = JSON.parse(readFileSync(join(LEFT_BEHIND, 'redis.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    for (const [key, texts] of Object.entries(left)) await client.hSet(key, texts);
    const shared = createRedis({ url: server.url, prefix: 'asteriskng:' }, systemClock, logger);
    redis = shared;
    const isUp = new Promise<void>((resolve) => shared.link.onStateChange((isThere) => isThere && resolve()));
    shared.link.start();
    await isUp;
    const { address, password } = postgres;
    const settings = { keepDays: 30, keepTotalsMonths: 13, postgres: address, password };
    await expectOnce(() =>
      createStore({ settings, clock: systemClock, logger, outboxFolder: undefined, shared }),
    );
    expect(await client.keys('*')).toEqual([]);
  } finally {
    await redis?.close?.();
    client.destroy();
    await Promise.all([server.close(), postgres.close()]);
  }
});
