import { CLIENT, AsteriskRig } from './support/AsteriskRig';
import { useRig } from './support/useRig';

let rig: AsteriskRig;

useRig(
  () => AsteriskRig.open(),
  (opened) => (rig = opened),
);

test('a hold by the phone’s own key is seen, at a colleague as far hold', async () => {
  const { pbx, backend } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const call = await rig.talk(anna, client);
  await call.agent.hold(true);
  await backend.untilCall('101', 'inbound talking held');
  await call.client.untilHears('music');
  // What the phone holds it alone takes off hold: it is set to be asked nothing.
  expect(await backend.command('101', 'set_hold', { is_hold: false })).toBe('NotSupported');
  await call.agent.hold(false);
  await backend.untilCall('101', 'inbound talking');
  await call.client.hangup();
  await backend.untilLive('101');
  await anna.call('102');
  const there = await boris.incoming();
  there.answer();
  await backend.untilCall('101', 'internal talking');
  await there.hold(true);
  await backend.untilCall('101', 'internal talking far-held');
  await backend.untilCall('102', 'internal talking held');
});

test('a blind transfer by the phone frees the agent', async () => {
  const { pbx, backend } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const call = await rig.talk(anna, client);
  expect(await call.agent.transfer('102')).toBe(202);
  const there = await boris.incoming();
  await backend.untilEnded('101', 'transferred');
  there.answer();
  expect(await backend.untilLive('102', 'inbound talking')).toMatchObject([{ number: CLIENT }]);
  await call.client.untilHears('102');
});

test('an attended transfer by the phone: both of its calls end, the colleague has the client', async () => {
  const { pbx, backend } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const call = await rig.talk(anna, client);
  await call.agent.hold(true);
  await backend.untilCall('101', 'inbound talking held');
  const second = await anna.call('102');
  const there = await boris.incoming();
  there.answer();
  await second.until('up');
  const calls = await backend.untilLive('101', 'inbound talking held', 'internal talking');
  expect(calls.map(({ number }) => number).sort()).toEqual([CLIENT, '102'].sort());
  await call.agent.join(second);
  await backend.untilLive('101');
  await backend.untilEnded('101', 'transferred');
  await Promise.all([call.client.untilHears('102'), there.untilHears('client')]);
  const [now] = await backend.untilLive('102', 'internal talking');
  expect(now?.number).toBe(CLIENT);
});

test.each(['answered', 'given up'] as const)(
  'an attended transfer by the phone while the colleague rings: its calls end, the client rings there; %s',
  async (end) => {
    const { pbx, backend } = rig;
    const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
    const call = await rig.talk(anna, client);
    await call.agent.hold(true);
    await backend.untilCall('101', 'inbound talking held');
    const second = await anna.call('102');
    const there = await boris.incoming();
    await backend.untilLive('101', 'inbound talking held', 'internal dialing');
    expect(await backend.untilCall('102', 'internal ringing')).toMatchObject({ number: '101' });
    expect(await call.agent.join(second, true)).toBe(202);
    await backend.untilLive('101');
    const ends = (await backend.calls('101')).slice(-2).map(({ end_reason }) => end_reason);
    expect(ends).toEqual(['TRANSFERRED', 'TRANSFERRED']);
    await second.until('ended');
    expect(await backend.untilCall('102', 'internal ringing')).toMatchObject({ number: CLIENT });
    if (end === 'given up') {
      await call.client.hangup();
      await backend.untilEnded('102', 'missed');
      expect(await backend.missed('102')).toContain(CLIENT);
      return;
    }
    there.answer();
    expect(await backend.untilCall('102', 'internal talking')).toMatchObject({ number: CLIENT });
    await Promise.all([call.client.untilHears('102'), there.untilHears('client')]);
  },
);

test('a call that a colleague picks up is answered elsewhere', async () => {
  const { pbx, backend } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const out = await client.call('101', CLIENT);
  await anna.incoming();
  await backend.untilCall('101', 'inbound ringing');
  const taken = await boris.call('*8101');
  await taken.until('up');
  await backend.untilEnded('101', 'answered_elsewhere');
  expect(await backend.missed('101')).not.toContain(CLIENT);
  expect(await backend.untilLive('102', 'inbound talking')).toMatchObject([{ number: CLIENT }]);
  await out.untilHears('102');
});

test('a call that is parked leaves the agent, and goes to the agent who fetches it', async () => {
  const { pbx, backend } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const call = await rig.talk(anna, client);
  await call.agent.transfer('750');
  await backend.untilEnded('101', 'transferred');
  await call.client.untilHears('music');
  const fetched = await boris.call('751');
  await fetched.until('up');
  // The agent has dialled for it, so it is no inbound one.
  expect(await backend.untilLive('102', 'outbound talking')).toMatchObject([{ number: CLIENT }]);
  await call.client.untilHears('102');
});
