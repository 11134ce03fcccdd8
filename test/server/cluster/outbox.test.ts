import type { AddressInfo } from 'node:net';
import { createClient } from 'redis';
import * as v from 'valibot';
import { runOutbox } from '../../../server/cli/runOutbox';
import type { Configuration } from '../../../server/config/Configuration';
import type { App } from '../../../server/App';
import { createApp } from '../../../server/createApp';
import { amoSettingsSchema } from '../../../server/crm/amoSettings';
import { newCallJob } from '../../../server/crm/callLog/CallJob';
import { createLogger } from '../../../server/http/createLogger';
import { systemClock } from '../../../server/system/Clock';
import { FakeTimer } from '../../support/FakeTimer';
import { FakeAmo } from '../support/amo/FakeAmo';
import { TOKEN } from '../support/amo/GrantOffice';
import { KNOWN, record } from '../support/amo/startCrm';
import { clusterConfiguration } from '../support/ClusterBackend';
import { eventually } from '../support/eventually';
import { PbxTelephony } from '../support/PbxTelephony';
import { RealRedis } from '../support/RealRedis';
import { TestPbx } from '../support/TestPbx';
import { english } from '../support/inEnglish';

let redis: RealRedis;
let pbx: TestPbx;
let amo: FakeAmo;
let amocrm: Configuration['amocrm'];
let apps: App[];

/** One of several backends, which listens. */
async function start(): Promise<{ app: App; settings: Configuration; log: string[] }> {
  const log: string[] = [];
  const settings = { ...clusterConfiguration({ redisUrl: redis.url, pbxPort: pbx.port }), amocrm };
  const logger = createLogger('info', { write: (line: string) => void log.push(line) });
  const app = await createApp(settings, { logger, telephony: new PbxTelephony(pbx.port) });
  apps.push(app);
  await app.start();
  await app.http.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.http.server.address() as AddressInfo;
  return { app, settings: { ...settings, host: '127.0.0.1', port }, log };
}

/** A call that was parked by an earlier run. */
async function park(id: string): Promise<void> {
  const job = newCallJob(record(new FakeTimer(), { id }));
  const entry = { state: 'parked', job, isDoubtful: false, failures: 3, refusals: 3, dueAt: 0, fault: 'x' };
  const client = createClient({ url: redis.url });
  await client.connect();
  await client.hSet('test:outbox', id, JSON.stringify(entry));
  client.destroy();
}

const run = async (settings: Configuration, ...words: string[]): Promise<string> =>
  english((await runOutbox(words, settings)).lines).join('\n');

beforeEach(async () => {
  [redis, pbx] = await Promise.all([RealRedis.start(), TestPbx.start()]);
  apps = [];
  amo = new FakeAmo(systemClock);
  amo.account.contact('Иван', KNOWN);
  amo.fail(/POST .*calls/, { status: 400 }, Number.POSITIVE_INFINITY);
  amocrm = v.parse(amoSettingsSchema, { address: await amo.listen(), token: TOKEN });
});

afterEach(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await Promise.all([redis.close(), pbx.close(), amo.close()]);
});

test('whichever backend is asked for parked calls, the one that leads answers, also after a take-over', async () => {
  await park('a');
  await park('b');
  const leader = await start();
  await eventually(
    'both are parked',
    () => leader.log.filter((line) => line.includes('outbox.call-parked')).length === 2,
  );
  const follower = await start();
  const listed = (await run(follower.settings)).split('\n');
  expect([listed[0], ...listed.slice(1).sort()]).toEqual([
    '2 parked:',
    expect.stringMatching(
      /^a {2}\d{4}-\S+ \d\d:\d\d {2}\+79101234567 {2}refused: POST \/api\/v4\/calls: 400/,
    ),
    expect.stringMatching(
      /^b {2}\d{4}-\S+ \d\d:\d\d {2}\+79101234567 {2}refused: POST \/api\/v4\/calls: 400/,
    ),
  ]);
  expect(await run(follower.settings, 'drop', 'b', 'c')).toMatch(
    /^1 dropped\.\n1 parked:\na .*\nNo parked call has the ID "c"/,
  );
  expect(await run(leader.settings)).toMatch(/^1 parked:\na /);
  await leader.app.close();
  await eventually(
    'it is parked at the next leader',
    () => follower.log.filter((line) => line.includes('outbox.call-parked')).length === 1,
  );
  const third = await start();
  expect(await run(third.settings)).toMatch(/^1 parked:\na /);
  amo.mend();
  expect(await run(third.settings, 'retry', 'a')).toBe(
    '1 tried again: see in a minute whether amoCRM takes them now.',
  );
  await eventually('the call is in amoCRM', () => amo.account.calls.length === 1);
  expect(await run(third.settings)).toBe('No call is parked.');
});

test('while no backend leads, the command says so and changes nothing', async () => {
  await park('a');
  await pbx.close();
  const { settings } = await start();
  await expect(run(settings, 'retry')).rejects.toThrow(
    /can not do it now \(503\): .*no backend is the leader/,
  );
});
