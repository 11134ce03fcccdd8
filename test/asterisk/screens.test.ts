import { CLIENT } from './support/AsteriskRig';
import { CrmRig } from './support/CrmRig';
import type { SipCall } from './support/SipCall';
import { until } from './support/until';

/** What agents see of calls that others have reported as seen wrong, played on a real Asterisk. 103 has no phone. */
const DIALPLAN = `
[from-trunk](+)
exten => 741,1,Dial(PJSIP/101,20,tTkK)
; as FreePBX's queues, groups and Follow Me call an extension
exten => 728,1,Dial(Local/101@ext/n,20,tT)
exten => 729,1,Dial(Local/101@ext/n&Local/102@ext/n,20,tT)
exten => 730,1,Dial(Local/101@ext/n&Local/103@ext/n,20,tT)
exten => 731,1,Goto(ext,103,1)
; rings one, then the other
exten => 723,1,Dial(PJSIP/101,3)
 same => n,Dial(PJSIP/102,10)
exten => 722,1,Answer()
 same => n,Queue(pool)
[ext]
exten => _1XX,1,Dial(PJSIP/\${EXTEN},15)
[internal](+)
exten => 747,1,Dial(PJSIP/102,15)
exten => 300,1,Answer()
 same => n,Queue(other)
exten => 560,1,Page(PJSIP/101&PJSIP/102)
exten => 7000,1,Answer()
 same => n,ConfBridge(7000)
`;
const QUEUES = `
[pool]
strategy = ringall
timeout = 3
retry = 1
member => Local/101@ext/n,0,Agent 101,PJSIP/101
member => Local/102@ext/n,0,Agent 102,PJSIP/102
[other]
strategy = ringall
timeout = 20
member => Local/102@ext/n,0,Agent 102,PJSIP/102
`;

let rig: CrmRig;

beforeAll(async () => {
  rig = await CrmRig.open({ 'extensions.conf': DIALPLAN, 'queues.conf': QUEUES });
});

afterEach(async () => {
  await rig.log();
});

afterAll(async () => {
  await rig.close();
});

/** Both hear each other. */
async function talk(out: SipCall, there: SipCall, voice: string, otherVoice: string): Promise<void> {
  await Promise.all([out.untilHears(voice), there.untilHears(otherVoice)]);
}

async function untilMissed(extension: '101' | '102' | '103', ...numbers: readonly string[]): Promise<void> {
  let seen: readonly string[] = [];
  await until(
    () => `${extension} has missed [${numbers.join()}], it has [${seen.join()}]`,
    async () => {
      seen = await rig.backend.missed(extension);
      return seen.join() === numbers.join();
    },
  );
}

test.each(['741', '728'])(
  '%s: the boss to whom a secretary joins a client sees the client',
  async (number) => {
    const { pbx } = rig;
    const [anna, boris, client] = [
      await pbx.phone('101', { hasCallWaiting: true }),
      await pbx.phone('102'),
      await pbx.client(),
    ];
    const first = await anna.call('747');
    const boss = await boris.incoming();
    boss.answer();
    await first.until('up');
    const out = await client.call(number, CLIENT);
    const call = await anna.incoming();
    await first.hold(true);
    call.answer();
    await talk(out, call, '101', 'client');
    await call.hold(true);
    expect(await call.join(first)).toBe(202);
    await talk(out, boss, '102', 'client');
    await rig.untilLive('101');
    await rig.untilLive('102', `internal talking ${CLIENT}`);
    await rig.restartBackend();
    await rig.untilLive('102', `inbound talking ${CLIENT}`);
  },
);

test.each(['741', '728'])(
  '%s: a client on hold stays inbound when the backend is started again',
  async (number) => {
    const { pbx } = rig;
    const [anna, client] = [await pbx.phone('101'), await pbx.client()];
    const out = await client.call(number, CLIENT);
    const call = await anna.incoming();
    call.answer();
    await talk(out, call, '101', 'client');
    expect(await rig.backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
    await out.untilHears('music');
    await rig.untilLive('101', `inbound talking held ${CLIENT}`);
    await rig.restartBackend();
    await rig.untilLive('101', `inbound talking held ${CLIENT}`);
    expect(await rig.backend.command('101', 'set_hold', { is_hold: false })).toBeNull();
    await talk(out, call, '101', 'client');
    await rig.untilLive('101', `inbound talking ${CLIENT}`);
  },
);

test.each(['723', '722'])('%s: a call that a colleague answers in the end is not missed', async (number) => {
  const { pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const out = await client.call(number, CLIENT);
  const first = await anna.incoming();
  if (number === '722') await boris.incoming();
  await untilMissed('101', CLIENT);
  await first.until('ended');
  const there = await boris.incoming();
  there.answer();
  await talk(out, there, '102', 'client');
  await untilMissed('101');
  await untilMissed('102');
});

test('a call that another program makes for the agent over a Local channel is outbound', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  await pbx.console('channel originate Local/101@ext extension 79101234567@internal');
  const there = await anna.incoming();
  there.answer();
  const call = await client.incoming();
  await rig.untilLive('101', `outbound dialing ${CLIENT}`);
  call.answer();
  await talk(there, call, 'client', '101');
  await rig.untilLive('101', `outbound talking ${CLIENT}`);
});

test('who asks a colleague by keys and hangs up while it rings has handed the client over', async () => {
  const { pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const out = await client.call('741', CLIENT);
  const call = await anna.incoming();
  call.answer();
  await talk(out, call, '101', 'client');
  call.press('*2102');
  const there = await boris.incoming();
  await rig.untilLive('102', 'internal ringing 101');
  await call.hangup();
  await rig.backend.untilEnded('101', 'transferred');
  await rig.untilLive('102', `internal ringing ${CLIENT}`);
  there.answer();
  await talk(out, there, '102', 'client');
  await rig.untilLive('102', `internal talking ${CLIENT}`);
  await rig.untilLive('101');
});

test('a page is heard from who pages', async () => {
  const { pbx } = rig;
  const boris = await pbx.phone('104');
  await pbx.phone('101', { onCall: 'answer' });
  await pbx.phone('102', { onCall: 'answer' });
  const page = await boris.call('560');
  await page.until('up');
  for (const extension of ['101', '102'] as const) await rig.untilLive(extension, 'internal talking 104');
  await page.hangup();
  for (const extension of ['101', '102'] as const) {
    await rig.untilLive(extension);
    expect(await untilLastNumber(extension)).toBe('104');
  }
});

/** The other party of the agent's last call. */
async function untilLastNumber(extension: '101' | '102'): Promise<string | undefined> {
  return (await rig.backend.calls(extension)).at(-1)?.contact_phone;
}

test.each([
  ['731', 'is called alone'],
  ['730', 'is one of a group that no one answers'],
])('%s: an agent without a phone who %s has missed the call', async (number) => {
  const client = await rig.pbx.client();
  if (number === '730') await rig.pbx.phone('101');
  const out = await client.call(number, CLIENT);
  if (number === '730') {
    await rig.untilLive('101', `inbound ringing ${CLIENT}`);
    out.cancel();
  }
  await untilMissed('103', CLIENT);
  expect(await rig.backend.command('103', 'clear_missed', { unique_ids: await missedIds('103') })).toBeNull();
  await untilMissed('103');
});

async function missedIds(extension: '103'): Promise<readonly string[]> {
  return (await rig.backend.calls(extension)).map(({ unique_id }) => unique_id);
}

test('an agent without a phone has not missed a call that a colleague answers', async () => {
  const [anna, client] = [await rig.pbx.phone('101'), await rig.pbx.client()];
  const out = await client.call('730', CLIENT);
  const call = await anna.incoming();
  call.answer();
  await talk(out, call, '101', 'client');
  await out.hangup();
  await rig.log();
  expect(await rig.backend.missed('103')).toEqual([]);
});

test.each([true, false])(
  'a queue that the agent asks by a second call and joins to the client (before its member answers: %s)',
  async (isBefore) => {
    const { pbx } = rig;
    const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
    const out = await client.call('728', CLIENT);
    const call = await anna.incoming();
    call.answer();
    await talk(out, call, '101', 'client');
    await call.hold(true);
    const second = await anna.call('300');
    const there = await boris.incoming();
    await rig.untilLive('102', 'internal ringing 101');
    if (!isBefore) {
      there.answer();
      await talk(second, there, '102', '101');
    }
    expect(await call.join(second)).toBe(202);
    if (isBefore) {
      await rig.untilLive('102', `internal ringing ${CLIENT}`);
      there.answer();
    }
    await talk(out, there, '102', 'client');
    await rig.untilLive('102', `internal talking ${CLIENT}`);
    await rig.untilLive('101');
    // And back by a blind transfer.
    expect(await there.transfer('101')).toBe(202);
    const back = await anna.incoming();
    await rig.untilLive('101', `inbound ringing ${CLIENT}`);
    back.answer();
    await talk(out, back, '101', 'client');
    await rig.untilLive('101', `inbound talking ${CLIENT}`);
    await rig.untilLive('102');
  },
);

test('a phone of a group that rings until the client gives up has missed the call, though the other was busy', async () => {
  const { pbx } = rig;
  await pbx.phone('101', { onCall: 'busy' });
  const [boris, client] = [await pbx.phone('102'), await pbx.client()];
  const out = await client.call('729', CLIENT);
  await boris.incoming();
  await rig.untilLive('102', `inbound ringing ${CLIENT}`);
  out.cancel();
  await untilMissed('102', CLIENT);
});

test('a call that is picked up out of a group was missed by no one', async () => {
  const { pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const fourth = await pbx.phone('104');
  const out = await client.call('729', CLIENT);
  await Promise.all([anna.incoming(), boris.incoming()]);
  const picked = await fourth.call('*8');
  await talk(out, picked, '104', 'client');
  await out.hangup();
  await rig.log();
  expect([await rig.backend.missed('101'), await rig.backend.missed('102')]).toEqual([[], []]);
});

test('an outside caller who shows a colleague’s number is not named as the colleague', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('741', '102');
  await anna.incoming();
  await rig.untilLive('101', 'inbound ringing 102');
  expect((await rig.backend.calls('101')).at(-1)?.contact_name).toBeNull();
  out.cancel();
});
