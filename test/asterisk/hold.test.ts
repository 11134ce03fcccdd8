import { CLIENT, AsteriskRig } from './support/AsteriskRig';
import { useRig } from './support/useRig';

let rig: AsteriskRig;

useRig(
  () =>
    AsteriskRig.open({
      phones: { '102': { hold: 'phone', answer: 'notify' } },
    }),
  (opened) => (rig = opened),
);

test('on hold the client hears music and the agent nothing, and then each other again, twice', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const { id, client: out, agent: call } = await rig.talk(anna, client);
  for (let time = 0; time < 2; time += 1) {
    expect(await backend.command('101', 'set_hold', { is_hold: true, unique_id: id })).toBeNull();
    expect(await backend.untilCall('101', 'inbound talking held')).toMatchObject({ id, number: CLIENT });
    await Promise.all([out.untilHears('music'), call.untilHears('nothing')]);
    expect(await backend.command('101', 'set_hold', { is_hold: false, unique_id: id })).toBeNull();
    expect(await backend.untilCall('101', 'inbound talking')).toMatchObject({ id, number: CLIENT });
    await Promise.all([out.untilHears('101'), call.untilHears('client')]);
  }
  await out.hangup();
  await backend.untilEnded('101', 'hung_up');
  await call.until('ended');
});

test('a client who leaves while on hold frees the agent', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const { client: out, agent: call } = await rig.talk(anna, client);
  expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await out.untilHears('music');
  await out.hangup();
  await call.until('ended');
  await backend.untilEnded('101', 'hung_up');
});

test('a call on hold that is hung up from the screen ends for both', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const { client: out, agent: call } = await rig.talk(anna, client);
  expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await out.untilHears('music');
  expect(await backend.command('101', 'hangup')).toBeNull();
  await Promise.all([out.until('ended'), call.until('ended')]);
  await backend.untilEnded('101', 'hung_up');
});

test('an agent who puts the receiver down while the client is on hold is called back by the client', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const { client: out, agent: call } = await rig.talk(anna, client);
  expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await out.untilHears('music');
  await call.hangup();
  const again = await anna.incoming();
  expect(await backend.untilCall('101', 'inbound ringing')).toMatchObject({ number: CLIENT });
  again.answer();
  await Promise.all([out.untilHears('101'), again.untilHears('client')]);
});

test('a call that the agent made is held as well', async () => {
  const { pbx, backend } = rig;
  const anna = await pbx.phone('101', { onCall: 'answer' });
  const client = await pbx.client({ onCall: 'answer' });
  expect(await backend.command('101', 'originate', { phone: CLIENT })).toBeNull();
  const [call, out] = [await anna.incoming(), await client.incoming()];
  await backend.untilCall('101', 'outbound talking');
  expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await backend.untilCall('101', 'outbound talking held');
  await Promise.all([out.untilHears('music'), call.untilHears('nothing')]);
  expect(await backend.command('101', 'set_hold', { is_hold: false })).toBeNull();
  await backend.untilCall('101', 'outbound talking');
  await Promise.all([out.untilHears('101'), call.untilHears('client')]);
});

test('a colleague who is held sees that', async () => {
  const { pbx, backend } = rig;
  const [anna, boris] = [await pbx.phone('101'), await pbx.phone('103')];
  await anna.call('103');
  const call = await boris.incoming();
  call.answer();
  await Promise.all([
    backend.untilCall('101', 'internal talking'),
    backend.untilCall('103', 'internal talking'),
  ]);
  expect(await backend.command('103', 'set_hold', { is_hold: true })).toBeNull();
  await backend.untilCall('101', 'internal talking far-held');
  await backend.untilCall('103', 'internal talking held');
  expect(await backend.command('103', 'set_hold', { is_hold: false })).toBeNull();
  await Promise.all([
    backend.untilCall('101', 'internal talking'),
    backend.untilCall('103', 'internal talking'),
  ]);
});

test('muted, the client hears nothing and the agent goes on hearing, also after a hold', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const { client: out, agent: call } = await rig.talk(anna, client);
  expect(await backend.command('101', 'set_mute', { is_mute: true })).toBeNull();
  await backend.untilCall('101', 'inbound talking muted');
  await Promise.all([out.untilHears('nothing'), call.untilHears('client')]);
  expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await backend.untilCall('101', 'inbound talking held muted');
  await out.untilHears('music');
  expect(await backend.command('101', 'set_hold', { is_hold: false })).toBeNull();
  await backend.untilCall('101', 'inbound talking muted');
  await Promise.all([out.untilHears('nothing'), call.untilHears('client')]);
  expect(await backend.command('101', 'set_mute', { is_mute: false })).toBeNull();
  await backend.untilCall('101', 'inbound talking');
  await out.untilHears('101');
});

test('digits reach the client’s phone in their order', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  const { id, client: out, agent: call } = await rig.talk(anna, client);
  // The keys that the agent presses while the first ones are played.
  const requests = ['1209*#', '0011223344'].map((digits) =>
    backend.command('101', 'send_dtmf', { unique_id: id, digits }),
  );
  expect(await Promise.all(requests)).toEqual([null, null]);
  expect([out.digits, call.digits]).toEqual(['1209*#0011223344', '']);
  await backend.untilCall('101', 'inbound talking');
});

test('a phone that is asked to hold and to resume does so', async () => {
  const { pbx, backend } = rig;
  const [boris, client] = [await pbx.phone('102', { onNotify: 'obey' }), await pbx.client()];
  const { client: out, agent: call } = await rig.talk(boris, client, '102');
  expect(await backend.command('102', 'set_hold', { is_hold: true })).toBeNull();
  await backend.untilCall('102', 'inbound talking held');
  await out.untilHears('music');
  expect(call.isHolding).toBe(true);
  expect(await backend.command('102', 'set_hold', { is_hold: false })).toBeNull();
  await backend.untilCall('102', 'inbound talking');
  await out.untilHears('102');
});
