import { CLIENT, AsteriskRig } from './support/AsteriskRig';
import { useRig } from './support/useRig';

let rig: AsteriskRig;

useRig(
  () => AsteriskRig.open(),
  (opened) => (rig = opened),
);

test('a backend that begins in the middle of a call knows it, its hold and its mute, and goes on with both', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const call = await rig.talk(anna, client);
  expect(await rig.backend.command('101', 'set_mute', { is_mute: true })).toBeNull();
  expect(await rig.backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await rig.backend.untilCall('101', 'inbound talking held muted');
  await rig.restartBackend();
  const { backend } = rig;
  expect(await backend.untilCall('101', 'inbound talking held muted')).toMatchObject({
    id: call.id,
    number: CLIENT,
  });
  expect(await backend.command('101', 'set_hold', { is_hold: false })).toBeNull();
  await backend.untilCall('101', 'inbound talking muted');
  await Promise.all([call.client.untilHears('nothing'), call.agent.untilHears('client')]);
  expect(await backend.command('101', 'set_mute', { is_mute: false })).toBeNull();
  await call.client.untilHears('101');
  await backend.untilCall('101', 'inbound talking');
});

test('a consultation goes on over a restart of the backend and can be completed by the next one', async () => {
  const { pbx } = rig;
  const [anna, boris, client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  const call = await rig.talk(anna, client);
  expect(await rig.backend.command('101', 'consult', { unique_id: call.id, phone: '102' })).toBeNull();
  const there = await boris.incoming();
  there.answer();
  await rig.backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
  await rig.restartBackend();
  const { backend } = rig;
  await backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
  expect(await backend.command('101', 'complete_transfer', { unique_id: call.id })).toBeNull();
  await backend.untilLive('101');
  await Promise.all([call.client.untilHears('102'), there.untilHears('client')]);
});

test('while the backend is away a client on hold whose agent leaves rings the agent again', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const call = await rig.talk(anna, client);
  expect(await rig.backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await call.client.untilHears('music');
  const restarted = rig.restartBackend();
  await call.agent.hangup();
  const again = await anna.incoming();
  again.answer();
  await call.client.untilHears('101');
  await restarted;
  await rig.backend.untilCall('101', 'inbound talking');
});

test('the agent is rung again also when the phone is busy for a moment with the call that it has just ended', async () => {
  const { pbx } = rig;
  const [anna, client] = [await pbx.phone('101', { busyAfterCall: 1 }), await pbx.client()];
  const call = await rig.talk(anna, client);
  expect(await rig.backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await call.client.untilHears('music');
  await call.agent.hangup();
  const refused = await anna.incoming();
  const again = await anna.incoming();
  expect(refused.phase).toBe('ended');
  again.answer();
  await call.client.untilHears('101');
  await rig.backend.untilCall('101', 'inbound talking');
});

test('when Asterisk is restarted in the middle of calls nothing stays, and work goes on', async () => {
  const { pbx, backend } = rig;
  const [anna, boris, client] = [
    await pbx.phone('101'),
    await pbx.phone('102'),
    await pbx.client({ hasCallWaiting: true }),
  ];
  await rig.talk(anna, client);
  await client.call('102', '+79035550004');
  await boris.incoming();
  await backend.untilCall('102', 'inbound ringing');
  await pbx.stop('SIGKILL');
  expect(await backend.command('101', 'hangup')).toBe('TelephonyUnavailable');
  await pbx.boot();
  await backend.untilLive('101');
  await backend.untilLive('102');
  await backend.untilEnded('102', 'missed');
  expect(await backend.missed('102')).toContain('+79035550004');
  await backend.untilUp();
  for (const phone of [...anna.calls, ...boris.calls, ...client.calls]) phone.end();
  await anna.register();
  await rig.talk(anna, client);
});

test('a call that two phones have sent on is known to a backend that begins while the third one rings', async () => {
  const { pbx } = rig;
  const phones = ['101', '102', '103'] as const;
  const [anna, boris, vera] = await Promise.all(phones.map((extension) => pbx.phone(extension)));
  const client = await pbx.client();
  await client.call('101', CLIENT);
  (await anna!.incoming()).forward('102');
  (await boris!.incoming()).forward('103');
  await vera!.incoming();
  await rig.backend.untilCall('103', 'inbound ringing');
  await rig.restartBackend();
  expect((await rig.backend.untilCall('103', 'inbound ringing')).number).toBe(CLIENT);
});
