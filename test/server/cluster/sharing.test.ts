import { boris } from '../support/startBackend';
import { ClusterBackend } from '../support/ClusterBackend';
import { RealRedis } from '../support/RealRedis';
import { TestPbx } from '../support/TestPbx';

const NUMBER = '+79101234567';

let redis: RealRedis;
let pbx: TestPbx;
let backends: ClusterBackend[] = [];

/** Backends within this process; the first one leads. */
async function start(count: number): Promise<ClusterBackend[]> {
  const place = { redisUrl: redis.url, pbxPort: pbx.port };
  for (let index = 0; index < count; index += 1) {
    const backend = await ClusterBackend.here(place);
    backends.push(backend);
    await backend.started;
    if (index === 0) await backend.leads();
  }
  return backends;
}

beforeEach(async () => {
  [redis, pbx] = await Promise.all([RealRedis.start(), TestPbx.start()]);
  backends = [];
});

afterEach(async () => {
  await Promise.all(backends.map((backend) => backend.close()));
  await Promise.all([redis.close(), pbx.close()]);
});

test('a call shows the same at every backend, with one revision', async () => {
  const all = await start(3);
  const id = pbx.incoming(NUMBER, '101');
  const ringing = await Promise.all(
    all.map((one) => one.shows(({ calls }) => calls[0]?.phase === 'RINGING')),
  );
  expect(new Set(ringing.map(({ revision }) => revision)).size).toBe(1);
  expect(ringing[2]?.calls[0]).toMatchObject({ unique_id: id, contact_name: 'Иван Петров' });
  pbx.answer(id);
  const talking = await Promise.all(
    all.map((one) => one.shows(({ calls }) => calls[0]?.phase === 'CONVERSATION')),
  );
  expect(new Set(talking.map(({ revision }) => revision)).size).toBe(1);
  expect(pbx.driverCount).toBe(1);
});

test('an agent without a call has one revision everywhere, so a poll that moves between backends is held', async () => {
  const all = await start(3);
  const statuses = await Promise.all(all.map((one) => one.fullStatus()));
  expect(new Set(statuses.map(({ revision }) => revision)).size).toBe(1);
});

test('a command sent to any backend is carried out once', async () => {
  const [leader, second, third] = (await start(3)) as [ClusterBackend, ClusterBackend, ClusterBackend];
  const id = pbx.incoming(NUMBER, '101');
  await second.shows(({ calls }) => calls.length === 1);
  const answer = { unique_id: id, command_id: `answer:${id}` };
  expect(await Promise.all([leader, second, third].map((one) => one.call('answer', answer)))).toEqual([
    null,
    null,
    null,
  ]);
  expect(await second.call('answer', answer)).toBeNull();
  expect(pbx.commands).toEqual([`pickUp 101 ${id}`]);
});

test('a call that ELMA365 asks for is made whichever backend it asks', async () => {
  const [, second] = (await start(2)) as [ClusterBackend, ClusterBackend];
  expect(await second.askedByElma({ from: '101', to: NUMBER })).toBe(202);
  expect(pbx.commands).toEqual([`originate 101 ${NUMBER}`]);
  expect(await second.askedByElma({ from: '101', to: 'unknown' })).toBe(400);
});

test('a refusal comes back by its name, and each command without an id runs', async () => {
  const [, second] = (await start(2)) as [ClusterBackend, ClusterBackend];
  expect(await second.call('hangup')).toBe('NoActiveCall');
  expect(await second.call('originate_by_contact', { contact_uuid: 'unknown' })).toBe('UnknownContact');
  expect(await second.call('originate_by_contact', { contact_uuid: 'ivan' })).toBeNull();
  const { calls } = await second.shows(({ calls }) => calls.length === 1);
  pbx.answer(calls[0]!.unique_id);
  await second.shows(({ calls: [call] }) => call?.phase === 'CONVERSATION');
  const digits = { digits: '1', unique_id: calls[0]!.unique_id };
  expect([await second.call('send_dtmf', digits), await second.call('send_dtmf', digits)]).toEqual([
    null,
    null,
  ]);
  expect(pbx.commands.filter((command) => command.startsWith('sendDtmf'))).toHaveLength(2);
});

test('missed calls seen at one backend are seen at all, and numbers lately called too', async () => {
  const [leader, second] = (await start(2)) as [ClusterBackend, ClusterBackend];
  const id = pbx.incoming(NUMBER, '101');
  pbx.end(id, 'missed');
  await second.shows(({ missed }) => missed.length === 1);
  const last = (await second.call('get_last_contacts', { max_results: 5 })) as object[];
  expect(last).toMatchObject([{ uuid: 'ivan' }]);
  expect(await second.call('clear_missed', { unique_ids: [id] })).toBeNull();
  await leader.shows(({ missed }) => missed.length === 0);
  await second.shows(({ missed }) => missed.length === 0);
});

test('a backend that comes later knows all that was before', async () => {
  const [leader] = (await start(1)) as [ClusterBackend];
  pbx.answer(pbx.incoming(NUMBER, '101'));
  pbx.end(pbx.incoming('5550123', '102'), 'missed');
  const truth = await leader.shows(({ calls }) => calls[0]?.phase === 'CONVERSATION');
  await leader.shows(({ missed }) => missed.length === 1, boris);
  const late = await ClusterBackend.here({ redisUrl: redis.url, pbxPort: pbx.port });
  backends.push(late);
  await late.started;
  expect((await late.fullStatus()).calls).toEqual(truth.calls);
  expect((await late.fullStatus(null, boris)).missed).toHaveLength(1);
  expect(await late.call('get_last_contacts', { max_results: 5 })).toMatchObject([{ uuid: 'ivan' }]);
});

test('a leader that stops hands over, and its consultation goes on', async () => {
  const [first, second] = (await start(2)) as [ClusterBackend, ClusterBackend];
  const client = pbx.incoming(NUMBER, '101');
  pbx.answer(client);
  await second.shows(({ calls }) => calls[0]?.phase === 'CONVERSATION');
  expect(await second.call('consult', { phone: '102', unique_id: client })).toBeNull();
  const { calls } = await second.shows(({ calls }) => calls.length === 2);
  await first.close();
  await second.leads();
  // The colleague does not answer: the new leader takes the client off hold, which it knows from Redis alone.
  pbx.end(calls[1]!.unique_id, 'noAnswer');
  await second.shows(({ calls: [call] }) => call?.is_hold === false);
  expect(pbx.commands).toEqual([
    `setHold 101 ${client} true`,
    `consult 101 ${client} 102`,
    `setHold 101 ${client} false`,
  ]);
});
