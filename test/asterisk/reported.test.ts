import { CLIENT } from './support/AsteriskRig';
import { MOBILE, PARTNER, CrmRig } from './support/CrmRig';
import { untilTalking } from './support/untilTalking';
import { useRig } from './support/useRig';

/** What others have reported of their connectors, played on a real Asterisk. */
const DIALPLAN = `
[from-trunk](+)
exten => 741,1,Dial(PJSIP/101,20,tTkK)
; as FreePBX's queues, groups and Follow Me call an extension
exten => 728,1,Dial(Local/101@ext/n,20,tT)
; rings one, then the other
exten => 723,1,Dial(PJSIP/101,3)
 same => n,Dial(PJSIP/102,10)
exten => 722,1,Answer()
 same => n,Queue(pool)
; the client's own channel goes out again, with the company's number shown
exten => 725,1,Set(CALLERID(num)=74951112233)
 same => n,Dial(PJSIP/${MOBILE}@trunk,20)
; the client hears a survey once the agent has hung up
exten => 726,1,Dial(PJSIP/101,10,g)
 same => n,Wait(6)
[ext]
exten => _1XX,1,Dial(PJSIP/\${EXTEN},15)
[out]
exten => _X.,1,Dial(PJSIP/\${EXTEN}@trunk,20)
[internal](+)
; an outbound route with a spare trunk
exten => _7910XXXXXXX,1,Dial(PJSIP/\${EXTEN}@trunk,20)
 same => n,Dial(PJSIP/\${EXTEN}@trunk,20)
; two trunks at once
exten => _8910XXXXXXX,1,Dial(PJSIP/\${EXTEN}@trunk&PJSIP/0\${EXTEN}@trunk,20)
; a colleague whose mobile rings as well
exten => 740,1,Dial(Local/102@ext/n&Local/${MOBILE}@out/n,20)
exten => 747,1,Dial(PJSIP/102,15)
`;
const QUEUES = `
[pool]
strategy = ringall
timeout = 3
retry = 1
member => Local/101@ext/n,0,Agent 101,PJSIP/101
member => Local/102@ext/n,0,Agent 102,PJSIP/102
`;

let rig: CrmRig;

useRig(
  () => CrmRig.open({ 'extensions.conf': DIALPLAN, 'queues.conf': QUEUES }),
  (opened) => (rig = opened),
);

test('a call that the first trunk refuses and the second takes is logged as talked', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client({ hasCallWaiting: true })];
  const out = await anna.call('79101234567');
  (await client.incoming()).reject(503);
  const there = await client.incoming();
  there.answer();
  await untilTalking(out, there);
  await out.hangup();
  expect(await rig.log()).toEqual([`outbound 4 by 101 ${CLIENT}`]);
});

test('a click to call that goes over the second trunk is logged as talked', async () => {
  const { pbx } = rig;
  const client = await pbx.client({ hasCallWaiting: true });
  await pbx.phone('101', { onCall: 'answer' });
  expect(await rig.backend.command('101', 'originate', { phone: CLIENT })).toBeNull();
  (await client.incoming()).reject(503);
  const call = await client.incoming();
  call.answer();
  await rig.untilLive('101', `outbound talking ${CLIENT}`);
  await call.hangup();
  expect(await rig.log()).toEqual([`outbound 4 by 101 ${CLIENT}`]);
});

test('of two trunks that are called at once the one that answers counts', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client({ hasCallWaiting: true })];
  const out = await anna.call('89101234567');
  await client.incoming();
  const there = await client.incoming();
  there.answer();
  await untilTalking(out, there);
  await out.hangup();
  expect(await rig.log()).toEqual([`outbound 4 by 101 ${CLIENT}`]);
});

test.each(['741', '728'])(
  '%s: a secretary talks with the boss, takes a client and joins the two: one call in amoCRM',
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
    await untilTalking(out, call);
    await call.hold(true);
    expect(await call.join(first)).toBe(202);
    await untilTalking(out, boss);
    await out.hangup();
    expect(await rig.log()).toEqual([`inbound 4 by 102 ${CLIENT}`]);
  },
);

test('a call between colleagues is none of amoCRM’s, though the mobile of the one called rings too', async () => {
  const { pbx } = rig;
  const [anna, boris, client] = [
    await pbx.phone('101'),
    await pbx.phone('102'),
    await pbx.client({ hasCallWaiting: true }),
  ];
  const out = await anna.call('740');
  const call = await boris.incoming();
  await client.incoming();
  call.answer();
  await untilTalking(out, call);
  await out.hangup();
  expect(await rig.log()).toEqual([]);
});

test('a client whose call is sent on to a mobile keeps the number', async () => {
  const client = await rig.pbx.client({ hasCallWaiting: true });
  const out = await client.call('725', CLIENT);
  const mobile = await client.incoming();
  mobile.answer();
  await untilTalking(out, mobile);
  await out.hangup();
  expect(await rig.log()).toEqual([`inbound 4 by nobody ${CLIENT}`]);
});

test('a call that another program makes for the agent over a Local channel is outbound', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  await pbx.console('channel originate Local/101@ext extension 79101234567@internal');
  const there = await anna.incoming();
  there.answer();
  const call = await client.incoming();
  call.answer();
  await untilTalking(there, call);
  await call.hangup();
  expect(await rig.log()).toEqual([`outbound 4 by 101 ${CLIENT}`]);
});

test.each(['723', '722'])('%s: a call that a colleague answers in the end is theirs', async (number) => {
  const { pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const out = await client.call(number, CLIENT);
  const first = await anna.incoming();
  if (number === '722') await boris.incoming();
  await first.until('ended');
  const there = await boris.incoming();
  there.answer();
  await untilTalking(out, there);
  await out.hangup();
  expect(await rig.log()).toEqual([`inbound 4 by 102 ${CLIENT}`]);
});

test('how long they talked is what counts, not the survey behind it', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('726', CLIENT);
  const call = await anna.incoming();
  call.answer();
  await untilTalking(out, call);
  const began = performance.now();
  await call.hangup();
  await out.until('ended');
  // The survey took longer than the talk, which had ended before.
  const surveyed = (performance.now() - began) / 1_000;
  await rig.log();
  expect(rig.lastDuration(CLIENT)).toBeLessThan(surveyed);
});

test('a number with a line break in it gets neither to the agent nor to amoCRM', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('741', '7999%0AX%3A1');
  await anna.incoming();
  const { number } = await backend.untilCall('101', 'inbound ringing');
  out.cancel();
  expect([number, ...(await rig.log())].join(';')).not.toMatch(/\n/);
});

test('a client whom a phone without an agent has called and handed to an agent is logged', async () => {
  const { pbx } = rig;
  // 201 is a phone of the office, and of no agent.
  const [reception, anna, client] = [await pbx.phone('201'), await pbx.phone('101'), await pbx.client()];
  const out = await reception.call('79101234567');
  const call = await client.incoming();
  call.answer();
  // The phone hears of the answer before Asterisk has joined the two: a transfer would find nothing to transfer yet.
  await untilTalking(out, call);
  expect(await out.transfer('101')).toBe(202);
  const there = await anna.incoming();
  there.answer();
  await untilTalking(call, there);
  await rig.untilLive('101', `inbound talking ${CLIENT}`);
  await call.hangup();
  expect(await rig.log()).toEqual([`outbound 4 by 101 ${CLIENT}`]);
});

test('a backend that is started again in the middle of a joined consultation logs both parties as they talked', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client({ hasCallWaiting: true })];
  const out = await client.call('741', CLIENT);
  const call = await anna.incoming();
  call.answer();
  await untilTalking(out, call);
  await call.hold(true);
  const second = await anna.call('79101234568');
  const partner = await client.incoming();
  partner.answer();
  await untilTalking(second, partner);
  expect(await call.join(second)).toBe(202);
  await partner.untilHears('client');
  await rig.restartBackend();
  await out.hangup();
  expect([...(await rig.log())].sort()).toEqual([
    `inbound 4 by 101 ${CLIENT}`,
    `outbound 4 by 101 ${PARTNER}`,
  ]);
});
