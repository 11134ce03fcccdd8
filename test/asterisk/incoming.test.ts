import { CLIENT, AsteriskRig } from './support/AsteriskRig';
import { useRig } from './support/useRig';

let rig: AsteriskRig;

useRig(
  () => AsteriskRig.open(),
  (opened) => (rig = opened),
);

test('a call that is answered rings, talks and ends at the agent, with the number of the client', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('101', CLIENT);
  const call = await anna.incoming();
  const ringing = await backend.untilCall('101', 'inbound ringing');
  expect(ringing.number).toBe(CLIENT);
  call.answer();
  expect(await backend.untilCall('101', 'inbound talking')).toMatchObject({ id: ringing.id, number: CLIENT });
  await Promise.all([out.untilHears('101'), call.untilHears('client')]);
  await out.hangup();
  await backend.untilEnded('101', 'hung_up');
});

test('a caller who gives up is missed', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('101', '+79035550001');
  await anna.incoming();
  await backend.untilCall('101', 'inbound ringing');
  out.cancel();
  await backend.untilEnded('101', 'missed');
  expect(await backend.missed('101')).toContain('+79035550001');
});

test('a caller under a number of 600 digits rings, and the number is cut', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  await client.call('101', '9'.repeat(600));
  await anna.incoming();
  const { number } = await backend.untilCall('101', 'inbound ringing');
  expect(number).toMatch(/^\+?9{10,64}$/);
});

test('a call that the phone refuses is rejected, and one at a busy phone does not stay', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('101', CLIENT);
  const call = await anna.incoming();
  await backend.untilCall('101', 'inbound ringing');
  call.reject(603);
  await backend.untilEnded('101', 'rejected');
  await out.until('ended');
  anna.habits = { onCall: 'busy' };
  const second = await client.call('101', CLIENT);
  await second.until('ended');
  expect(second.codes.at(-1)).toBe(486);
  await backend.untilLive('101');
});

test('a ring group rings at both; who answers has the call, and the other one sees that', async () => {
  const { pbx, backend } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const out = await client.call('710', CLIENT);
  const call = await boris.incoming();
  await anna.incoming();
  await Promise.all([
    backend.untilCall('101', 'inbound ringing'),
    backend.untilCall('102', 'inbound ringing'),
  ]);
  call.answer();
  await backend.untilCall('102', 'inbound talking');
  await backend.untilEnded('101', 'answered_elsewhere');
  await out.untilHears('102');
});

test('a queue rings at both; an agent who rejects is free while the other answers', async () => {
  const { pbx, backend } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const out = await client.call('700', CLIENT);
  const [call, other] = [await boris.incoming(), await anna.incoming()];
  const [mine] = await backend.untilLive('101', 'inbound ringing');
  await backend.untilCall('102', 'inbound ringing');
  expect(await backend.command('101', 'reject', { unique_id: mine?.id })).toBeNull();
  await other.until('ended');
  await backend.untilEnded('101', 'rejected');
  call.answer();
  await backend.untilCall('102', 'inbound talking');
  await out.untilHears('102');
});

test('a client who leaves the queue is missed by those it rang', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const out = await client.call('700', '+79035550002');
  await anna.incoming();
  await backend.untilCall('101', 'inbound ringing');
  await out.hangup();
  await backend.untilEnded('101', 'missed');
  expect(await backend.missed('101')).toContain('+79035550002');
});

test('a second call while the agent talks is a second call; refused from the screen it is gone', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101', { hasCallWaiting: true }), await pbx.client()];
  const first = await rig.talk(anna, client);
  const second = await client.call('101', '+79035550003');
  await anna.incoming();
  const calls = await backend.untilLive('101', 'inbound talking', 'inbound ringing');
  const ringing = calls.find(({ is }) => is === 'inbound ringing');
  expect(ringing?.number).toBe('+79035550003');
  expect(await backend.command('101', 'reject', { unique_id: ringing?.id })).toBeNull();
  await second.until('ended');
  expect(await backend.untilCall('101', 'inbound talking')).toMatchObject({ id: first.id });
  expect(await backend.command('101', 'hangup')).toBeNull();
  await first.client.until('ended');
  await backend.untilLive('101');
});
