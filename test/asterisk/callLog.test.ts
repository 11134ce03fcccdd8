import { CLIENT } from './support/AsteriskRig';
import { MOBILE, PARTNER, CrmRig } from './support/CrmRig';
import { untilTalking } from './support/untilTalking';
import { useRig } from './support/useRig';

/** What is logged of calls that take many ways through a PBX such as FreePBX: docs/CALLS has the rules. */
const DIALPLAN = `
[from-trunk](+)
exten => 741,1,Dial(PJSIP/101,20,tTkK)
exten => 728,1,Dial(Local/101@ext/n,20,tT)
; a group of an agent and a mobile, both over Local channels
exten => 729,1,Dial(Local/101@ext/n&Local/${MOBILE}@out/n,20)
exten => 730,1,Dial(Local/101@ext/n&Local/102@ext/n,20)
[ext]
exten => _1XX,1,Dial(PJSIP/\${EXTEN},15,tTkK)
[out]
exten => _X.,1,Set(CALLERID(num)=74951112233)
 same => n,Dial(PJSIP/\${EXTEN}@trunk,20,tTkK)
[internal](+)
exten => 722,1,Answer()
 same => n,Queue(pool,tT)
; the company's number is shown
exten => _79XXXXXXXXX,1,Set(CALLERID(num)=74951112233)
 same => n,Dial(PJSIP/\${EXTEN}@trunk,20,tTkK)
`;
const QUEUES = `
[pool]
strategy = ringall
timeout = 10
retry = 1
member => Local/102@ext/n,0,Agent 102,PJSIP/102
member => Local/103@ext/n,0,Agent 103,PJSIP/103
`;

let rig: CrmRig;

useRig(
  () => CrmRig.open({ 'extensions.conf': DIALPLAN, 'queues.conf': QUEUES }),
  (opened) => (rig = opened),
);

test.each([true, false])(
  'a client who is sent to a mobile under the company’s number keeps their own (the backend restarts: %s)',
  async (isRestarted) => {
    const { pbx } = rig;
    const [anna, client] = [await pbx.phone('101'), await pbx.client({ hasCallWaiting: true })];
    const out = await client.call('741', CLIENT);
    const call = await anna.incoming();
    call.answer();
    await untilTalking(out, call);
    expect(await call.transfer(MOBILE)).toBe(202);
    const mobile = await client.incoming();
    if (isRestarted) await rig.restartBackend();
    mobile.answer();
    await out.untilHears('client');
    await out.hangup();
    expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`]);
  },
);

test('a client whom an agent has called under the company’s number and handed to a colleague is theirs', async () => {
  const { pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const out = await anna.call(CLIENT.slice(1));
  const there = await client.incoming();
  there.answer();
  await untilTalking(out, there);
  expect(await out.transfer('102')).toBe(202);
  const second = await boris.incoming();
  second.answer();
  await untilTalking(there, second);
  await there.hangup();
  expect(await rig.log()).toEqual([`outbound 4 by 102 ${CLIENT}`]);
});

test('a client of a group whom the mobile takes is one inbound call', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client({ hasCallWaiting: true })];
  const out = await client.call('729', CLIENT);
  await anna.incoming();
  const mobile = await client.incoming();
  mobile.answer();
  await out.untilHears('client');
  await out.hangup();
  expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`]);
});

// Either phone may be called first.
test.each([
  ['101', '102'],
  ['102', '101'],
] as const)('a group of which one is busy at once is missed by %s, which rang', async (rung, refusing) => {
  const { pbx } = rig;
  const [phone, busy, client] = [await pbx.phone(rung), await pbx.phone(refusing), await pbx.client()];
  const out = await client.call('730', CLIENT);
  (await busy.incoming()).reject(486);
  await phone.incoming();
  await rig.untilLive(rung, `inbound ringing ${CLIENT}`);
  await rig.untilLive(refusing);
  out.cancel();
  await out.until('ended');
  expect(await rig.log()).toEqual([`inbound 6 by ${rung} ${CLIENT}`]);
});

test.each(['before', 'after'])(
  'a consultation of a queue that is joined %s a member answers is the member’s',
  async (when) => {
    const { pbx } = rig;
    const [anna, boris, carla, client] = [
      await pbx.phone('101', { hasCallWaiting: true }),
      await pbx.phone('102'),
      await pbx.phone('103'),
      await pbx.client(),
    ];
    const out = await client.call('728', CLIENT);
    const call = await anna.incoming();
    call.answer();
    await untilTalking(out, call);
    await call.hold(true);
    const second = await anna.call('722');
    const [there] = await Promise.all([boris.incoming(), carla.incoming()]);
    if (when === 'after') {
      there.answer();
      await untilTalking(second, there);
    }
    expect(await call.join(second)).toBe(202);
    if (when === 'before') {
      await call.until('ended');
      there.answer();
    }
    await untilTalking(out, there);
    await out.hangup();
    expect(await rig.log()).toEqual([`inbound 4 by 102 ${CLIENT}`]);
  },
);

test('a client who is joined with a partner outside, and the partner, are a call each', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client({ hasCallWaiting: true })];
  const out = await client.call('728', CLIENT);
  const call = await anna.incoming();
  call.answer();
  await untilTalking(out, call);
  await call.hold(true);
  const second = await anna.call(PARTNER.slice(1));
  const partner = await client.incoming();
  partner.answer();
  await untilTalking(second, partner);
  expect(await call.join(second)).toBe(202);
  await Promise.all([out.untilHears('client'), partner.untilHears('client')]);
  await out.hangup();
  expect([...(await rig.log())].sort()).toEqual([
    `inbound 4 by 101 ${CLIENT}`,
    `outbound 4 by 101 ${PARTNER}`,
  ]);
});

test('a phone without an agent that calls a client under the company’s number is not logged', async () => {
  const { pbx } = rig;
  const [reception, client] = [await pbx.phone('201'), await pbx.client()];
  const out = await reception.call(CLIENT.slice(1));
  const there = await client.incoming();
  there.answer();
  await out.until('up');
  await there.untilHears('201');
  await out.hangup();
  expect(await rig.log()).toEqual([]);
});

test('a program that calls the client first and then the agent has made an outbound call', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  await pbx.console(`channel originate Local/${CLIENT.slice(1)}@out extension 101@ext`);
  const there = await client.incoming();
  there.answer();
  const call = await anna.incoming();
  call.answer();
  await untilTalking(there, call);
  await call.hangup();
  expect(await rig.log()).toEqual([`outbound 4 by 101 ${CLIENT}`]);
});

test.each(['101', '102'] as const)(
  'a program that calls a group first and then the client, who is busy: not reached by %s, who was to talk',
  async (answering) => {
    const { pbx } = rig;
    const phones = { '101': await pbx.phone('101'), '102': await pbx.phone('102') };
    const client = await pbx.client();
    await pbx.console(`channel originate Local/730@from-trunk extension ${CLIENT.slice(1)}@internal`);
    const call = await phones[answering].incoming();
    call.answer();
    (await client.incoming()).reject(486);
    await call.until('ended');
    expect(await rig.log()).toEqual([`outbound 7 by ${answering} ${CLIENT}`]);
  },
);
