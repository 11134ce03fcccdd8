import { CLIENT } from './support/AsteriskRig';
import { CrmRig } from './support/CrmRig';
import { GROUPS_DIALPLAN, GROUPS_QUEUES } from './support/groupsDialplan';
import { untilTalking } from './support/untilTalking';
import { useRig } from './support/useRig';

/** Who has missed a call, on a real Asterisk. */
let rig: CrmRig;

useRig(
  () => CrmRig.open({ 'extensions.conf': GROUPS_DIALPLAN, 'queues.conf': GROUPS_QUEUES }),
  (opened) => (rig = opened),
);

test.each(['723', '722'])('%s: a call that a colleague answers in the end is not missed', async (number) => {
  const { pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const out = await client.call(number, CLIENT);
  const first = await anna.incoming();
  if (number === '722') await boris.incoming();
  await rig.untilMissed('101', CLIENT);
  await first.until('ended');
  const there = await boris.incoming();
  there.answer();
  await untilTalking(out, there);
  await rig.untilMissed('101');
  await rig.untilMissed('102');
});

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
  await rig.untilMissed('103', CLIENT);
});

test('an agent without a phone has not missed a call that a colleague answers', async () => {
  const [anna, client] = [await rig.pbx.phone('101'), await rig.pbx.client()];
  const out = await client.call('730', CLIENT);
  const call = await anna.incoming();
  call.answer();
  await untilTalking(out, call);
  await out.hangup();
  await rig.log();
  expect(await rig.backend.missed('103')).toEqual([]);
});

test('a phone of a group that rings until the client gives up has missed the call, though the other was busy', async () => {
  const { pbx } = rig;
  await pbx.phone('101', { onCall: 'busy' });
  const [boris, client] = [await pbx.phone('102'), await pbx.client()];
  const out = await client.call('729', CLIENT);
  await boris.incoming();
  await rig.untilLive('102', `inbound ringing ${CLIENT}`);
  out.cancel();
  await rig.untilMissed('102', CLIENT);
});

test('a call that is picked up out of a group was missed by no one', async () => {
  const { pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const fourth = await pbx.phone('104');
  const out = await client.call('729', CLIENT);
  await Promise.all([anna.incoming(), boris.incoming()]);
  const picked = await fourth.call('*8');
  await untilTalking(out, picked);
  await out.hangup();
  await rig.log();
  expect([await rig.backend.missed('101'), await rig.backend.missed('102')]).toEqual([[], []]);
});

test('who parks a client by the phone has missed nothing, though the backend is started again while the phone hears the place', async () => {
  const { pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const out = await client.call('741', CLIENT);
  const call = await anna.incoming();
  call.answer();
  await untilTalking(out, call);
  expect(await call.transfer('750')).toBe(202);
  await out.untilHears('music');
  await rig.restartBackend();
  await rig.untilLive('101');
  const there = await boris.call('751');
  await untilTalking(out, there);
  await out.hangup();
  expect(await rig.log()).toEqual([`inbound 4 by 102 ${CLIENT}`]);
  await rig.untilMissed('101');
});
