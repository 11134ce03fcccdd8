import { CLIENT } from './support/AsteriskRig';
import { CrmRig } from './support/CrmRig';
import type { SipCall } from './support/SipCall';
import type { SipPhone } from './support/SipPhone';
import { untilTalking } from './support/untilTalking';
import { useRig } from './support/useRig';

/** An agent transfers a client into a queue from the screen, and the backend is started again on the way. */
const DIALPLAN = `
[from-trunk](+)
exten => 741,1,Dial(PJSIP/101,120,tTkK)
exten => 728,1,Dial(Local/101@ext/n,120,tT)
[ext]
exten => _1XX,1,Dial(PJSIP/\${EXTEN},120)
[internal](+)
exten => 300,1,Answer()
 same => n,Queue(local,tT)
exten => 301,1,Answer()
 same => n,Queue(plain,tT)
`;
const QUEUES = `
[local]
strategy = ringall
timeout = 120
member => Local/102@ext/n,0,Agent 102,PJSIP/102
member => Local/103@ext/n,0,Agent 103,PJSIP/103
[plain]
strategy = ringall
timeout = 120
member => PJSIP/102,0,Agent 102,PJSIP/102
member => PJSIP/103,0,Agent 103,PJSIP/103
`;

let rig: CrmRig;

useRig(
  () => CrmRig.open({ 'extensions.conf': DIALPLAN, 'queues.conf': QUEUES }),
  (opened) => (rig = opened),
);

/** The client talks with 101; 102 and 103 are in the queue. */
interface Begun {
  readonly id: string;
  readonly out: SipCall;
  readonly call: SipCall;
  readonly boris: SipPhone;
  readonly carla: SipPhone;
}

async function begin(number: string): Promise<Begun> {
  const { pbx } = rig;
  const [anna, boris, carla] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.phone('103')];
  const out = await (await pbx.client()).call(number, CLIENT);
  const call = await anna.incoming();
  call.answer();
  await untilTalking(out, call);
  const { id } = await rig.backend.untilCall('101', 'inbound talking');
  return { id, out, call, boris, carla };
}

/** The queue rings both of its members; gives the call at 102's phone. */
async function ringing({ boris, carla }: Begun, is: string): Promise<SipCall> {
  const [there] = await Promise.all([boris.incoming(), carla.incoming()]);
  for (const member of ['102', '103'] as const) await rig.untilLive(member, is);
  return there;
}

/** No call is left, and the queue has called its members once. */
async function expectOver({ boris, carla }: Begun): Promise<void> {
  await rig.pbx.untilQuiet();
  expect([boris.calls.length, carla.calls.length]).toEqual([1, 1]);
}

const held = `inbound talking held ${CLIENT}`;
const consultation = (queue: string): readonly string[] => [held, `outbound dialing consulting ${queue}`];
const complete = (id: string) => rig.backend.command('101', 'complete_transfer', { unique_id: id });

describe.each([
  ['741', '301'],
  ['728', '300'],
])('a client who has called %s, and the queue %s', (number, queue) => {
  test('consulted, answered, joined: before the answer and in the talk the next backend goes on', async () => {
    const begun = await begin(number);
    const { id, out, call } = begun;
    expect(await rig.backend.command('101', 'consult', { unique_id: id, phone: queue })).toBeNull();
    const there = await ringing(begun, 'internal ringing 101');
    await rig.restartBackend();
    await rig.untilLive('101', ...consultation(queue));
    await rig.untilLive('102', 'internal ringing 101');
    there.answer();
    await untilTalking(call, there);
    await rig.untilLive('101', held, 'outbound talking consulting 102');
    expect(await complete(id)).toBeNull();
    await untilTalking(out, there);
    await rig.untilLive('101');
    await rig.untilLive('102', `internal talking ${CLIENT}`);
    await rig.restartBackend();
    await rig.untilLive('102', `inbound talking ${CLIENT}`);
    await out.hangup();
    await expectOver(begun);
    expect(await rig.log()).toEqual([`inbound 4 by 102 ${CLIENT}`]);
    for (const agent of ['101', '102', '103'] as const) await rig.untilMissed(agent);
  });

  test('answered while no backend runs, and the client hangs up while none runs', async () => {
    const begun = await begin(number);
    const { id, out, call } = begun;
    expect(await rig.backend.command('101', 'consult', { unique_id: id, phone: queue })).toBeNull();
    const there = await ringing(begun, 'internal ringing 101');
    await rig.restartBackend(async () => {
      there.answer();
      await untilTalking(call, there);
    });
    await rig.untilLive('101', held, 'outbound talking consulting 102');
    await rig.untilLive('102', 'internal talking 101');
    expect(await complete(id)).toBeNull();
    await untilTalking(out, there);
    await rig.untilLive('102', `internal talking ${CLIENT}`);
    await rig.restartBackend(async () => {
      await out.hangup();
      await expectOver(begun);
    });
    expect(await rig.log()).toEqual([`inbound 4 by 102 ${CLIENT}`]);
    for (const agent of ['101', '102', '103'] as const) await rig.untilMissed(agent);
  });

  test('cancelled by the next backend while it rings: the agent talks with the client again', async () => {
    const begun = await begin(number);
    const { id, out, call } = begun;
    expect(await rig.backend.command('101', 'consult', { unique_id: id, phone: queue })).toBeNull();
    await ringing(begun, 'internal ringing 101');
    await rig.restartBackend();
    expect(await rig.backend.command('101', 'cancel_transfer', { unique_id: id })).toBeNull();
    await untilTalking(out, call);
    await rig.untilLive('101', `inbound talking ${CLIENT}`);
    await rig.untilMissed('102', '101');
    await out.hangup();
    await expectOver(begun);
    expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`]);
  });

  test('sent there at once, answered after one restart, and talking over another one', async () => {
    const begun = await begin(number);
    const { out } = begun;
    expect(await rig.backend.command('101', 'redirect', { phone: queue })).toBeNull();
    const there = await ringing(begun, `inbound ringing ${CLIENT}`);
    await rig.restartBackend();
    await rig.untilLive('102', `inbound ringing ${CLIENT}`);
    there.answer();
    await untilTalking(out, there);
    await rig.untilLive('102', `inbound talking ${CLIENT}`);
    await rig.restartBackend();
    await rig.untilLive('102', `inbound talking ${CLIENT}`);
    await there.hangup();
    await expectOver(begun);
    expect(await rig.log()).toEqual([`inbound 4 by 102 ${CLIENT}`]);
    for (const agent of ['101', '102', '103'] as const) await rig.untilMissed(agent);
  });

  test('sent there at once, the client gives up after a restart: the talk was the agent’s, the queue’s members have missed it', async () => {
    const begun = await begin(number);
    expect(await rig.backend.command('101', 'redirect', { phone: queue })).toBeNull();
    await ringing(begun, `inbound ringing ${CLIENT}`);
    await rig.restartBackend();
    await begun.out.hangup();
    for (const agent of ['102', '103'] as const) await rig.untilMissed(agent, CLIENT);
    await rig.untilMissed('101');
    await expectOver(begun);
    expect(await rig.log()).toEqual([`inbound 4 by 101 ${CLIENT}`]);
  });
});
