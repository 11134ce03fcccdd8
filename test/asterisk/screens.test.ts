import { CLIENT } from './support/AsteriskRig';
import { CrmRig } from './support/CrmRig';
import { GROUPS_DIALPLAN, GROUPS_QUEUES } from './support/groupsDialplan';
import { untilTalking } from './support/untilTalking';
import { useRig } from './support/useRig';

/** What agents see of calls that others have reported as seen wrong, played on a real Asterisk. */
let rig: CrmRig;

useRig(
  () => CrmRig.open({ 'extensions.conf': GROUPS_DIALPLAN, 'queues.conf': GROUPS_QUEUES }),
  (opened) => (rig = opened),
);

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
    await untilTalking(out, call);
    await call.hold(true);
    expect(await call.join(first)).toBe(202);
    await untilTalking(out, boss);
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
    await untilTalking(out, call);
    expect(await rig.backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
    await out.untilHears('music');
    await rig.untilLive('101', `inbound talking held ${CLIENT}`);
    await rig.restartBackend();
    await rig.untilLive('101', `inbound talking held ${CLIENT}`);
    expect(await rig.backend.command('101', 'set_hold', { is_hold: false })).toBeNull();
    await untilTalking(out, call);
    await rig.untilLive('101', `inbound talking ${CLIENT}`);
  },
);

test('a call that another program makes for the agent over a Local channel is outbound', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  await pbx.console('channel originate Local/101@ext extension 79101234567@internal');
  const there = await anna.incoming();
  there.answer();
  const call = await client.incoming();
  await rig.untilLive('101', `outbound dialing ${CLIENT}`);
  call.answer();
  await untilTalking(there, call);
  await rig.untilLive('101', `outbound talking ${CLIENT}`);
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
    expect((await rig.backend.calls(extension)).at(-1)?.contact_phone).toBe('104');
  }
});

test.each([true, false])(
  'a queue that the agent asks by a second call and joins to the client (before its member answers: %s)',
  async (isBefore) => {
    const { pbx } = rig;
    const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
    const out = await client.call('728', CLIENT);
    const call = await anna.incoming();
    call.answer();
    await untilTalking(out, call);
    await call.hold(true);
    const second = await anna.call('300');
    const there = await boris.incoming();
    await rig.untilLive('102', 'internal ringing 101');
    if (!isBefore) {
      there.answer();
      await untilTalking(second, there);
    }
    expect(await call.join(second)).toBe(202);
    if (isBefore) {
      await rig.untilLive('102', `internal ringing ${CLIENT}`);
      there.answer();
    }
    await untilTalking(out, there);
    await rig.untilLive('102', `internal talking ${CLIENT}`);
    await rig.untilLive('101');
    // And back by a blind transfer.
    expect(await there.transfer('101')).toBe(202);
    const back = await anna.incoming();
    await rig.untilLive('101', `inbound ringing ${CLIENT}`);
    back.answer();
    await untilTalking(out, back);
    await rig.untilLive('101', `inbound talking ${CLIENT}`);
    await rig.untilLive('102');
  },
);
