import { ClusterBackend } from '../support/ClusterBackend';
import { RealRedis } from '../support/RealRedis';
import type { FullStatus } from '../support/startBackend';
import { TestPbx } from '../support/TestPbx';

const NUMBER = '+79101234567';

let redis: RealRedis;
let pbx: TestPbx;
let pool: ClusterBackend[] = [];

/** A phase of a call in which the leader dies. */
interface Scene {
  readonly phase: string;
  /** Brings the call there; gives its id. */
  readonly begin: (any: ClusterBackend) => Promise<string>;
  /** What happens while there is no leader. */
  readonly meanwhile: (id: string) => void;
  /** What every survivor shows then. */
  readonly truth: (status: FullStatus, id: string) => boolean;
  /** What comes of digits that were sent to the leader as it stood still. */
  readonly digits: null | 'NoActiveCall';
  /** The call goes on: a command to a survivor, and its trace in the telephone system. */
  readonly goesOn: (survivor: ClusterBackend, id: string) => Promise<string>;
}

const callOf = ({ calls }: FullStatus, id: string) => calls.find(({ unique_id }) => unique_id === id);

async function talking(any: ClusterBackend): Promise<string> {
  const id = pbx.incoming(NUMBER, '101');
  pbx.answer(id);
  await any.shows((status) => callOf(status, id)?.phase === 'CONVERSATION');
  return id;
}

const scenes: Scene[] = [
  {
    phase: 'ringing; the phone is picked up meanwhile',
    begin: async (any) => {
      const id = pbx.incoming(NUMBER, '101');
      await any.shows((status) => callOf(status, id)?.phase === 'RINGING');
      return id;
    },
    meanwhile: (id) => pbx.answer(id),
    truth: (status, id) => callOf(status, id)?.phase === 'CONVERSATION',
    digits: null,
    goesOn: async (survivor, id) => {
      expect(await survivor.call('hangup', { unique_id: id, command_id: `hangup:${id}` })).toBeNull();
      return `hangup 101 ${id}`;
    },
  },
  {
    phase: 'talking; a second call comes meanwhile',
    begin: talking,
    meanwhile: () => void pbx.incoming('5550123', '101'),
    truth: ({ calls }, id) =>
      calls.some(({ unique_id, phase }) => unique_id === id && phase === 'CONVERSATION') &&
      calls.some(({ contact_phone, phase }) => contact_phone === '5550123' && phase === 'RINGING'),
    digits: null,
    goesOn: async (survivor, id) => {
      expect(await survivor.call('set_mute', { is_mute: true, unique_id: id })).toBeNull();
      return `setMute 101 ${id} true`;
    },
  },
  {
    phase: 'held; the client hangs up meanwhile',
    begin: async (any) => {
      const id = await talking(any);
      expect(await any.call('set_hold', { is_hold: true, unique_id: id })).toBeNull();
      await any.shows((status) => callOf(status, id)?.is_hold === true);
      return id;
    },
    meanwhile: (id) => pbx.end(id),
    truth: (status, id) => callOf(status, id)?.end_reason === 'HUNG_UP',
    digits: 'NoActiveCall',
    goesOn: async (survivor) => {
      expect(await survivor.call('originate', { phone: '5550124' })).toBeNull();
      return 'originate 101 5550124';
    },
  },
  {
    phase: 'consulting; the colleague answers meanwhile',
    begin: async (any) => {
      const id = await talking(any);
      expect(
        await any.call('consult', { phone: '102', unique_id: id, command_id: `consult:${id}` }),
      ).toBeNull();
      await any.shows(({ calls }) => calls.some(({ consult_of }) => consult_of === id));
      return id;
    },
    meanwhile: (id) => pbx.answer(consultingOn(id)),
    truth: (status, id) =>
      callOf(status, id)?.is_hold === true &&
      status.calls.some(({ consult_of, phase }) => consult_of === id && phase === 'CONVERSATION'),
    digits: null,
    goesOn: async (survivor, id) => {
      const consulting = consultingOn(id);
      expect(await survivor.call('complete_transfer', { unique_id: id })).toBeNull();
      return `completeTransfer 101 ${id} ${consulting}`;
    },
  },
];

function consultingOn(id: string): string {
  return [...pbx.calls.values()].find(({ consultOf }) => consultOf === id)?.id ?? 'none';
}

/** Three backends, processes all; the leader first. */
async function three(): Promise<[ClusterBackend, ClusterBackend, ClusterBackend]> {
  const place = { redisUrl: redis.url, pbxPort: pbx.port };
  const missing = Array.from({ length: 3 - pool.length }, () => ClusterBackend.process(place));
  pool.push(...(await Promise.all(missing)));
  await Promise.race(pool.map((one) => one.leads()));
  const phases = await Promise.all(pool.map(async (one) => (await one.cluster()).phase));
  const leader = phases.indexOf('leading');
  expect(leader).toBeGreaterThanOrEqual(0);
  pool.unshift(...pool.splice(leader, 1));
  return pool as [ClusterBackend, ClusterBackend, ClusterBackend];
}

/** Done once all survivors show the truth. */
async function shown(survivors: ClusterBackend[], truth: (status: FullStatus) => boolean): Promise<void> {
  await Promise.all(survivors.map((one) => one.shows(truth)));
}

beforeAll(async () => {
  [redis, pbx] = await Promise.all([RealRedis.start(), TestPbx.start()]);
});

afterEach(() => {
  for (const id of [...pbx.calls.keys()]) pbx.end(id);
  pbx.commands.length = 0;
  pbx.isMute = false;
});

afterAll(async () => {
  await Promise.all(pool.map((backend) => backend.close()));
  await Promise.all([redis.close(), pbx.close()]);
});

test.each(scenes)('a leader killed while a call is $phase', async ({ begin, meanwhile, truth, goesOn }) => {
  const [leader, second, third] = await three();
  const id = await begin(second);
  const before = pbx.commands.length;
  await leader.signal('SIGKILL');
  pool = [second, third];
  meanwhile(id);
  await shown([second, third], (status) => truth(status, id));
  const trace = await goesOn(third, id);
  expect(pbx.commands.slice(before)).toEqual([trace]);
  expect(pbx.driverCount).toBe(1);
});

test.each(scenes)('a leader that stands still while a call is $phase, and wakes', async (scene) => {
  const { begin, meanwhile, truth, goesOn } = scene;
  const [leader, second, third] = await three();
  const id = await begin(second);
  const before = pbx.commands.length;
  await leader.signal('SIGSTOP');
  // It gets this only when it wakes, and believes then for a moment that it leads.
  const sentToStanding = leader.call('send_dtmf', { digits: '1', unique_id: id, command_id: `dtmf:${id}` });
  meanwhile(id);
  await shown([second, third], (status) => truth(status, id));
  await leader.signal('SIGCONT');
  await leader.shows((status) => truth(status, id));
  const outcome = await sentToStanding;
  const trace = await goesOn(leader, id);
  const digits = outcome === null ? [`sendDtmf 101 ${id} 1`] : [];
  expect(outcome).toBe(scene.digits);
  expect(pbx.commands.slice(before)).toEqual([...digits, trace]);
  expect(await leader.cluster()).toMatchObject({ phase: 'following', redis: 'up' });
  expect(pbx.driverCount).toBe(1);
});

test.each(['SIGKILL', 'SIGSTOP'] as const)(
  'a command in flight as the leader gets %s has had its effect once, and is not repeated',
  async (signal) => {
    const [leader, second, third] = await three();
    const id = await talking(second);
    const params = { digits: '42#', unique_id: id, command_id: `dtmf:${id}:${signal}` };
    pbx.isMute = true;
    const first = second.call('send_dtmf', params);
    await pbx.heard(1);
    await leader.signal(signal);
    pbx.isMute = false;
    if (signal === 'SIGKILL') pool = [second, third];
    expect(await first).toBe('TelephonyUnavailable');
    expect(await third.call('send_dtmf', params)).toBe('TelephonyUnavailable');
    if (signal === 'SIGSTOP') await leader.signal('SIGCONT');
    expect(await second.call('send_dtmf', { ...params, command_id: `dtmf:${id}:another` })).toBeNull();
    expect(pbx.commands).toEqual([`sendDtmf 101 ${id} 42#`, `sendDtmf 101 ${id} 42#`]);
  },
);

test('a command given while there is no leader waits for the next one', async () => {
  const [leader, second, third] = await three();
  const id = pbx.incoming(NUMBER, '101');
  await second.shows((status) => callOf(status, id)?.phase === 'RINGING');
  await leader.signal('SIGKILL');
  pool = [second, third];
  const params = { unique_id: id, command_id: `answer:${id}` };
  expect(await Promise.all([second.call('answer', params), third.call('answer', params)])).toEqual([
    null,
    null,
  ]);
  expect(pbx.commands).toEqual([`pickUp 101 ${id}`]);
});

test('the next leader killed as it takes over is followed by another one', async () => {
  const [leader, second, third] = await three();
  const id = await talking(second);
  const [before, beforeThird] = [second.lines.length, third.lines.length];
  await leader.signal('SIGKILL');
  const next = await Promise.race([
    second.says('takes over the telephone system', before).then(() => second),
    third.says('takes over the telephone system', beforeThird).then(() => third),
  ]);
  await next.signal('SIGKILL');
  const last = next === second ? third : second;
  pool = [last];
  pbx.end(id);
  await shown([last], (status) => callOf(status, id)?.phase === 'ENDED');
  expect(pbx.driverCount).toBe(1);
});

test('a follower killed with a command on its way does not keep the command from being carried out once', async () => {
  const [leader, second, third] = await three();
  const id = await talking(second);
  const params = { digits: '7', unique_id: id, command_id: `dtmf:${id}` };
  pbx.isMute = true;
  const lost = second.call('send_dtmf', params).catch(() => 'gone');
  await pbx.heard(1);
  await second.signal('SIGKILL');
  pool = [leader, third];
  expect(await lost).toBe('gone');
  const repeated = third.call('send_dtmf', params);
  await leader.shows(({ calls }) => calls.length > 0);
  pbx.speakUp();
  expect(await repeated).toBeNull();
  expect(pbx.commands).toEqual([`sendDtmf 101 ${id} 7`]);
});
