import { createClient } from 'redis';
import { systemClock } from '../../../server/system/Clock';
import { FakeAmo } from '../support/amo/FakeAmo';
import { TOKEN } from '../support/amo/GrantOffice';
import { KNOWN } from '../support/amo/startCrm';
import { eventually } from '../support/eventually';
import { RealRedis } from '../support/RealRedis';
import { StoppingBackend } from '../support/StoppingBackend';

const PREFIX = 'test:';

let redis: RealRedis;
let client: ReturnType<typeof newClient>;

const newClient = () => createClient({ url: redis.url });

beforeEach(async () => {
  redis = await RealRedis.start();
  client = newClient();
  await client.connect();
});

afterEach(async () => {
  client.destroy();
  await redis.close();
});

/** Connections to Redis besides the test's own. */
const connections = async (): Promise<number> => (await client.clientList()).length - 1;

async function startLeader(more: object, onLeave: () => Promise<void>): Promise<StoppingBackend> {
  const shared = { redis: { url: redis.url, prefix: PREFIX } };
  const backend = await StoppingBackend.start({ ...shared, ...more }, onLeave, systemClock);
  await eventually('it leads', () => backend.log.some((line) => line.includes('"this backend leads"')));
  return backend;
}

test('polls are answered, then the telephone system is left, then the lease is free, and Redis is left last', async () => {
  const order: string[] = [];
  const backend = await startLeader({}, async () => {
    const isHeld = (await client.exists(`${PREFIX}lease`)) === 1;
    order.push(isHeld ? 'left, the lease is held' : 'left, the lease is free');
  });
  const { answer } = await backend.holdPoll(() => order.push('poll answered'));
  expect([order, await connections()]).toEqual([[], 1]);
  await backend.close();
  expect(await answer).toMatchObject({ calls: [] });
  expect(order).toEqual(['poll answered', 'left, the lease is held']);
  expect([await client.exists(`${PREFIX}lease`), await connections()]).toEqual([0, 0]);
});

test('what amoCRM is being sent as the backend stops is noted in Redis before the lease is free', async () => {
  const amo = new FakeAmo(systemClock);
  amo.account.contact('Иван', KNOWN);
  const answer = amo.withhold(/POST .*calls/);
  const amocrm = { address: await amo.listen(), token: TOKEN };
  const backend = await startLeader({ amocrm }, () => {
    void answerLater();
    return Promise.resolve();
  });
  // Later than the lease would be released and Redis left if the answer were not waited for, and well within the second of grace.
  const answerLater = async (): Promise<void> => {
    for (let count = 0; count < 5; count += 1) await client.ping();
    answer();
  };
  backend.telephony.incoming(KNOWN, ['101']);
  backend.telephony.farHangup('101');
  await eventually('amoCRM is asked', () => amo.count(/POST .*calls/) === 1);
  await backend.close();
  const entries = Object.values(await client.hGetAll(`${PREFIX}outbox`));
  expect(entries.map((text) => (JSON.parse(text) as { state: string }).state)).toEqual(['done']);
  expect(backend.log.filter((line) => line.includes('"outbox.'))).toEqual([]);
  await amo.close();
});
