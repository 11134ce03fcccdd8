import { createClient } from 'redis';
import { ClusterBackend } from '../support/ClusterBackend';
import { RealRedis } from '../support/RealRedis';
import { boris } from '../support/startBackend';
import { TestPbx } from '../support/TestPbx';

const NUMBER = '+79101234567';

let redis: RealRedis;
let pbx: TestPbx;
let backends: ClusterBackend[] = [];

async function add(): Promise<ClusterBackend> {
  const backend = await ClusterBackend.here({ redisUrl: redis.url, pbxPort: pbx.port });
  backends.push(backend);
  await backend.started;
  return backend;
}

/** Two backends within this process; the first one leads. */
async function two(): Promise<[ClusterBackend, ClusterBackend]> {
  const leader = await add();
  await leader.leads();
  return [leader, await add()];
}

const newClient = () => createClient({ url: redis.url });

async function inRedis(act: (client: ReturnType<typeof newClient>) => Promise<unknown>): Promise<void> {
  const client = newClient();
  await client.connect();
  await act(client);
  client.destroy();
}

beforeEach(async () => {
  [redis, pbx] = await Promise.all([RealRedis.start(), TestPbx.start()]);
  backends = [];
});

afterEach(async () => {
  await Promise.all(backends.map((backend) => backend.close()));
  await Promise.all([redis.close(), pbx.close()]);
});

test('without Redis no backend acts, all answer what they know, and everything heals', async () => {
  const [leader, second] = await two();
  const id = pbx.incoming(NUMBER, '101');
  pbx.answer(id);
  await second.shows(({ calls }) => calls[0]?.phase === 'CONVERSATION');
  redis.pause();
  await leader.says('this backend is no longer the leader');
  await pbx.isLeft();
  for (const one of [leader, second]) {
    expect((await one.fullStatus()).calls).toMatchObject([{ unique_id: id, phase: 'CONVERSATION' }]);
    expect((await one.cluster()).phase).toBe('following');
  }
  expect(await second.call('hangup')).toBe('TelephonyUnavailable');
  expect(await second.cluster()).toMatchObject({ redis: 'down', commands: 0 });
  pbx.end(id);
  redis.resume();
  for (const one of [leader, second]) await one.shows(({ calls }) => calls[0]?.phase === 'ENDED');
  expect(pbx.commands).toEqual([]);
  expect(pbx.driverCount).toBe(1);
});

test('a consultation that ended without an answer while there was no leader gives the client back', async () => {
  const [leader, second] = await two();
  const client = pbx.incoming(NUMBER, '101');
  pbx.answer(client);
  await second.shows(({ calls }) => calls[0]?.phase === 'CONVERSATION');
  expect(await second.call('consult', { phone: '102', unique_id: client })).toBeNull();
  const { calls } = await leader.shows(({ calls }) => calls.length === 2);
  redis.pause();
  await leader.says('this backend is no longer the leader');
  await pbx.isLeft();
  pbx.end(calls[1]!.unique_id, 'busy');
  redis.resume();
  await second.shows(({ calls: [call] }) => call?.is_hold === false);
  expect(pbx.commands.slice(2)).toEqual([`setHold 101 ${client} false`]);
});

test('a command whose outcome is unknown is not run again', async () => {
  const [, second] = await two();
  await inRedis((client) =>
    client.set('test:command:101:originate press', 'running:0', {
      expiration: { type: 'PX', value: 300_000 },
    }),
  );
  expect(await second.call('originate', { phone: '5550123', command_id: 'press' })).toBe(
    'TelephonyUnavailable',
  );
  expect(pbx.commands).toEqual([]);
  // For as long as copies of the same press may be on their way; then it is a new wish.
  await inRedis(async (client) => {
    const left = await client.pTTL('test:command:101:originate press');
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(10_000);
  });
});

test('Redis that stands still for a moment gets all that happened meanwhile', async () => {
  const [leader, second] = await two();
  redis.pause();
  const id = pbx.incoming(NUMBER, '101');
  pbx.answer(id);
  await leader.shows(({ calls }) => calls[0]?.phase === 'CONVERSATION');
  expect((await second.fullStatus()).calls).toEqual([]);
  redis.resume();
  await second.shows(({ calls }) => calls[0]?.phase === 'CONVERSATION');
  expect(await second.call('hangup', { unique_id: id })).toBeNull();
});

test('the leader writes everything again into a Redis that has lost it, and goes on', async () => {
  const [leader, second] = await two();
  const id = pbx.incoming(NUMBER, '101');
  pbx.answer(id);
  await second.shows(({ calls }) => calls[0]?.phase === 'CONVERSATION');
  await redis.kill();
  await redis.restart();
  await Promise.all(
    [leader, second].map((one) => one.shows(({ calls }) => calls[0]?.phase === 'CONVERSATION')),
  );
  await inRedis((client) => client.flushAll());
  const reported = newClient();
  await reported.connect();
  const written = new Promise((resolve) => void reported.subscribe('test:changes', resolve));
  await written;
  reported.destroy();
  const late = await add();
  expect((await late.fullStatus()).calls).toMatchObject([{ unique_id: id, phase: 'CONVERSATION' }]);
  expect(await late.call('hangup', { unique_id: id })).toBeNull();
  // Of an agent without a call too, so that a poll that moves between the backends is held.
  const idle = await Promise.all([leader, second, late].map((one) => one.fullStatus(null, boris)));
  expect(new Set(idle.map(({ revision }) => revision)).size).toBe(1);
});

test('a backend that starts without Redis waits for it', async () => {
  await redis.kill();
  const backend = await ClusterBackend.here({ redisUrl: redis.url, pbxPort: pbx.port });
  backends.push(backend);
  let isStarted = false;
  void backend.started.then(() => (isStarted = true));
  await backend.says('Redis can not be reached');
  expect(isStarted).toBe(false);
  await redis.restart();
  await backend.started;
  await backend.leads();
});

test('a backend that stops while it waits for Redis ends', async () => {
  await redis.kill();
  const backend = await ClusterBackend.here({ redisUrl: redis.url, pbxPort: pbx.port });
  await backend.says('Redis can not be reached');
  await backend.close();
  await backend.started;
  expect(backend.lines.join('')).not.toContain('connected to Redis');
  await redis.restart();
});

test('what can not be read in Redis is passed over', async () => {
  const [leader, second] = await two();
  await inRedis(async (client) => {
    await client.hSet('test:pictures', { 101: 'junk', 102: '{"calls":[{"phase":"flying"}]}' });
    await client.hSet('test:recent', { 101: '{}' });
    await client.publish('test:changes', 'pictures 101 {');
    await client.publish('test:changes', 'nonsense');
    await client.publish('test:news', '99999');
    const [inbox = ''] = await client.pubSubChannels('test:inbox:*');
    await client.publish(inbox, '{"type":"ask"}');
  });
  const late = await add();
  expect((await late.fullStatus()).calls).toEqual([]);
  pbx.incoming(NUMBER, '101');
  for (const one of [leader, second, late]) await one.shows(({ calls }) => calls.length === 1);
  expect(late.lines.join('')).not.toContain('junk');
});
