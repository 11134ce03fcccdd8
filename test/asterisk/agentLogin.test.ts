import { CLIENT } from './support/AsteriskRig';
import { PARTNER, CrmRig } from './support/CrmRig';
import type { SipCall } from './support/SipCall';
import type { SipPhone } from './support/SipPhone';
import { until } from './support/until';
import { untilTalking } from './support/untilTalking';
import { useRig } from './support/useRig';

/** Agents who log in to a queue by AgentLogin: one call of the phone, over which the queue's callers come one after another. */
const DIALPLAN = `
[from-trunk](+)
exten => 722,1,Answer()
 same => n,Queue(pool,tT)
exten => 741,1,Dial(PJSIP/103,20,tTkK)
[agents]
exten => _10X,1,AgentRequest(\${EXTEN})
 same => n,Congestion()
[internal](+)
exten => 8001,1,AgentLogin(\${CALLERID(num)},s)
exten => 722,1,Goto(from-trunk,722,1)
`;
const QUEUES = `
[pool]
strategy = linear
timeout = 10
retry = 1
ringinuse = no
member => Local/101@agents,0,Agent 101,Agent:101
member => Local/102@agents,0,Agent 102,Agent:102
`;

let rig: CrmRig;

useRig(
  () => CrmRig.open({ 'extensions.conf': DIALPLAN, 'queues.conf': QUEUES }),
  (opened) => (rig = opened),
);

/** The agent is logged in and waits for callers, with music. */
async function login(extension: '101' | '102'): Promise<{ readonly phone: SipPhone; readonly leg: SipCall }> {
  const phone = await rig.pbx.phone(extension, { hasCallWaiting: true });
  const leg = await phone.call('8001');
  await leg.until('up');
  await untilWaiting(extension, leg);
  return { phone, leg };
}

async function untilWaiting(extension: '101' | '102', leg: SipCall): Promise<void> {
  await leg.untilHears('music');
  await rig.untilLive(extension);
  const free = new RegExp(`Agent ${extension} .*\\(Not in use\\)`);
  await until(`the queue knows that ${extension} is free`, async () => {
    return free.test(await rig.pbx.console('queue show pool'));
  });
}

/** A client of the queue talks with the agent. */
async function talk(leg: SipCall, client: SipPhone, from = CLIENT): Promise<SipCall> {
  const out = await client.call('722', from);
  await untilTalking(out, leg);
  await rig.untilLive('101', `inbound talking ${from}`);
  return out;
}

const callId = async (): Promise<string> => (await rig.backend.untilCall('101', 'inbound talking')).id;
/** No agent has missed a call. */
async function expectNoneMissed(): Promise<void> {
  for (const agent of ['101', '102', '103'] as const) await rig.untilMissed(agent);
}

test('each of two clients in turn is a call of the agent’s and an entry, with its own seconds', async () => {
  const { leg } = await login('101');
  const client = await rig.pbx.client();
  const one = await talk(leg, client);
  const began = performance.now();
  await one.hangup();
  await untilWaiting('101', leg);
  const two = await talk(leg, client, PARTNER);
  // Our hang-up ends the client's call, and not the login.
  expect(await rig.backend.command('101', 'hangup')).toBeNull();
  await two.until('ended');
  await untilWaiting('101', leg);
  const both = (performance.now() - began) / 1_000;
  expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`, `inbound 4 by 101 ${PARTNER}`]);
  for (const number of [CLIENT, PARTNER]) expect(rig.lastDuration(number)).toBeLessThan(both);
  await expectNoneMissed();
});

test('the backend is started again while the agent waits, talks, and while a client hangs up', async () => {
  const { leg } = await login('101');
  const client = await rig.pbx.client();
  await rig.restartBackend();
  await rig.untilLive('101');
  const one = await talk(leg, client);
  await rig.restartBackend();
  await rig.untilLive('101', `inbound talking ${CLIENT}`);
  await one.hangup();
  await untilWaiting('101', leg);
  const two = await talk(leg, client, PARTNER);
  await rig.restartBackend(async () => {
    await two.hangup();
    await leg.untilHears('music');
  });
  await untilWaiting('101', leg);
  expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`, `inbound 4 by 101 ${PARTNER}`]);
  await expectNoneMissed();
});

test('a second client who gives up while the only agent talks was missed by no one in particular', async () => {
  const { leg } = await login('101');
  const client = await rig.pbx.client();
  await talk(leg, client);
  const two = await client.call('722', PARTNER);
  await two.untilHears('music');
  await two.hangup();
  await rig.untilLive('101', `inbound talking ${CLIENT}`);
  expect([...(await rig.log())].sort()).toEqual([
    `inbound 4 by 101 ${CLIENT}`,
    `inbound 6 by nobody ${PARTNER}`,
  ]);
  await expectNoneMissed();
});

test('of two agents the one who talked has the entry, and the agent who puts the receiver down is logged out', async () => {
  const [one] = [await login('101'), await login('102')];
  const out = await talk(one.leg, await rig.pbx.client());
  await rig.untilLive('102');
  await one.leg.hangup();
  await out.until('ended');
  await rig.untilLive('101');
  expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`]);
  await expectNoneMissed();
});

test.each([true, false])(
  'a client on hold comes back, or leaves: the agent is logged in afterwards (the backend restarts: %s)',
  async (isRestarted) => {
    const { leg } = await login('101');
    const client = await rig.pbx.client();
    const one = await talk(leg, client);
    expect(await rig.backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
    await one.untilHears('music');
    if (isRestarted) await rig.restartBackend();
    await rig.untilLive('101', `inbound talking held ${CLIENT}`);
    expect(await rig.backend.command('101', 'set_hold', { is_hold: false })).toBeNull();
    await untilTalking(one, leg);
    await one.hangup();
    await untilWaiting('101', leg);
    const two = await talk(leg, client, PARTNER);
    expect(await rig.backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
    await two.untilHears('music');
    if (isRestarted) await two.hangup();
    else expect(await rig.backend.command('101', 'hangup')).toBeNull();
    await two.until('ended');
    await untilWaiting('101', leg);
    expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`, `inbound 4 by 101 ${PARTNER}`]);
    await expectNoneMissed();
  },
);

test.each(['blind', 'blind from hold', 'attended'])(
  'a client whom the agent transfers from the screen is the colleague’s, and the agent waits for the next one: %s',
  async (how) => {
    const { leg } = await login('101');
    const [boris, client] = [await rig.pbx.phone('103'), await rig.pbx.client()];
    const one = await talk(leg, client);
    const unique_id = await callId();
    if (how === 'blind from hold')
      expect(await rig.backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
    const method = how === 'attended' ? 'consult' : 'redirect';
    expect(await rig.backend.command('101', method, { unique_id, phone: '103' })).toBeNull();
    const there = await boris.incoming();
    there.answer();
    if (how === 'attended') {
      await untilTalking(leg, there);
      await rig.untilLive('101', `inbound talking held ${CLIENT}`, 'internal talking consulting 103');
      expect(await rig.backend.command('101', 'complete_transfer', { unique_id })).toBeNull();
    }
    await untilTalking(one, there);
    await untilWaiting('101', leg);
    await rig.untilLive('103', `${how === 'attended' ? 'internal' : 'inbound'} talking ${CLIENT}`);
    await one.hangup();
    await there.until('ended');
    const two = await talk(leg, client, PARTNER);
    await two.hangup();
    expect(await rig.log()).toEqual([`inbound 4 by 103 ${CLIENT}`, `inbound 4 by 101 ${PARTNER}`]);
    await expectNoneMissed();
  },
);

test.each(['blind', 'attended'])(
  'a client who is transferred to the queue from the screen is the agent’s, who stays logged in: %s',
  async (how) => {
    const { leg } = await login('101');
    const [carla, client] = [await rig.pbx.phone('103'), await rig.pbx.client()];
    const out = await client.call('741', CLIENT);
    const call = await carla.incoming();
    call.answer();
    await untilTalking(out, call);
    const unique_id = (await rig.backend.untilCall('103', 'inbound talking')).id;
    const method = how === 'attended' ? 'consult' : 'redirect';
    expect(await rig.backend.command('103', method, { unique_id, phone: '722' })).toBeNull();
    if (how === 'attended') {
      await untilTalking(call, leg);
      await rig.untilLive('101', 'internal talking 103');
      await rig.untilLive('103', `inbound talking held ${CLIENT}`, 'outbound talking consulting 101');
      expect(await rig.backend.command('103', 'complete_transfer', { unique_id })).toBeNull();
    }
    await untilTalking(out, leg);
    await rig.untilLive('101', `${how === 'attended' ? 'internal' : 'inbound'} talking ${CLIENT}`);
    await rig.untilLive('103');
    await out.hangup();
    await untilWaiting('101', leg);
    expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`]);
    await expectNoneMissed();
  },
);
