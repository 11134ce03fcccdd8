import { ClusterBackend } from '../support/ClusterBackend';
import { PbxTelephony } from '../support/PbxTelephony';
import { RealRedis } from '../support/RealRedis';
import { TestPbx } from '../support/TestPbx';

let redis: RealRedis;
let pbx: TestPbx;
let backends: ClusterBackend[] = [];

/** A backend within this process. */
async function add(telephony?: PbxTelephony): Promise<ClusterBackend> {
  const backend = await ClusterBackend.here({ redisUrl: redis.url, pbxPort: pbx.port }, telephony);
  backends.push(backend);
  await backend.started;
  return backend;
}

/** A driver that does not find its telephone system. */
class LostTelephony extends PbxTelephony {
  override start(): Promise<void> {
    return Promise.reject(new Error('no such telephone system'));
  }
}

beforeEach(async () => {
  [redis, pbx] = await Promise.all([RealRedis.start(), TestPbx.start()]);
  backends = [];
});

afterEach(async () => {
  await Promise.all(backends.map((backend) => backend.close()));
  await Promise.all([redis.close(), pbx.close()]);
});

test('a backend that can not take over lets another one try at once', async () => {
  const first = await add(new LostTelephony(pbx.port));
  await first.says('the telephone system could not be taken over');
  const second = await add();
  await second.leads();
  const id = pbx.incoming('5550123', '101');
  const { calls } = await first.shows(({ calls }) => calls.length > 0);
  expect(calls[0]?.unique_id).toBe(id);
});

test('a leader from which the telephone system can not be reached lets another one try after a while', async () => {
  // No server listens on port 1.
  const first = await add(new PbxTelephony(1));
  await first.says('takes over the telephone system');
  const second = await add();
  const hasLetGo = (): boolean => first.lines.join('').includes('can not be reached from here');
  const early = await second.call('originate', { phone: '5550100' });
  // On a machine that is slow enough the other one has taken over by now.
  expect(early).toBe(hasLetGo() ? early : 'TelephonyUnavailable');
  await second.leads();
  expect(hasLetGo()).toBe(true);
  expect(await first.call('originate', { phone: '5550123' })).toBeNull();
  expect(pbx.commands.filter((one) => one !== 'originate 101 5550100')).toEqual(['originate 101 5550123']);
});

test('backends may close at any moment, and leave nothing behind', async () => {
  const all = await Promise.all([1, 2, 3, 4].map(() => add()));
  await Promise.all(all.map((one) => one.close()));
  await pbx.isLeft();
  const next = await add();
  await next.leads();
  expect((await next.cluster()).phase).toBe('leading');
});

/** Done once the backend says this of the link, asked as a widget asks. */
async function saysLink(backend: ClusterBackend, wanted: 'UP' | 'DOWN'): Promise<void> {
  for (;;) {
    const { revision, telephony_link = 'UP' } = await backend.fullStatus();
    if (telephony_link === wanted) return;
    await backend.fullStatus({ status: 'NOT_CONVERSATION', call_info: null, revision, telephony_link });
  }
}

test('a leader that dies together with its telephone system leaves no link that looks up', async () => {
  const leader = await ClusterBackend.process({ redisUrl: redis.url, pbxPort: pbx.port });
  backends.push(leader);
  await leader.leads();
  const [next, other] = [await add(), await add()];
  pbx.sayLink(true);
  for (const one of [next, other]) await saysLink(one, 'UP');
  await leader.signal('SIGKILL');
  await pbx.close();
  for (const one of [next, other]) await saysLink(one, 'DOWN');
  // Said as the lease changes hands, not once whichever has it gives the telephone system up.
  expect([next, other].map(({ lines }) => lines.join('')).join('')).not.toContain(
    'can not be reached from here',
  );
  pbx = await TestPbx.start();
});

test('every backend says whether the one that leads reaches the telephone system, and when no one leads', async () => {
  const leader = await add();
  // Else the other one may be quicker.
  await leader.leads();
  const other = await add();
  for (const isUp of [true, false, true]) {
    pbx.sayLink(isUp);
    for (const one of [leader, other]) await saysLink(one, isUp ? 'UP' : 'DOWN');
  }
  await redis.close();
  for (const one of [leader, other]) await saysLink(one, 'DOWN');
  expect((await other.cluster()).redis).toBe('down');
});
