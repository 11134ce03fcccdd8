import { CLIENT, AsteriskRig } from './support/AsteriskRig';
import { header } from './support/SipMessage';
import { useRig } from './support/useRig';

let rig: AsteriskRig;

useRig(
  () => AsteriskRig.open({ phones: { '102': { autoAnswer: 'both' } } }),
  (opened) => (rig = opened),
);

test('the agent’s phone rings first and shows the client, then the client is called', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101'), await pbx.client()];
  expect(await backend.command('101', 'originate', { phone: CLIENT })).toBeNull();
  const call = await anna.incoming();
  expect([call.number, header(call.invite!, 'call-info')]).toEqual(['79101234567', '']);
  const dialing = await backend.untilCall('101', 'outbound dialing');
  expect(dialing.number).toBe(CLIENT);
  call.answer();
  const out = await client.incoming();
  await backend.untilCall('101', 'outbound dialing');
  out.answer();
  expect(await backend.untilCall('101', 'outbound talking')).toMatchObject({ id: dialing.id });
  await Promise.all([out.untilHears('101'), call.untilHears('client')]);
  await out.hangup();
  await backend.untilEnded('101', 'hung_up');
  await call.until('ended');
});

test('a phone that is set to answers by itself', async () => {
  const { pbx, backend } = rig;
  const boris = await pbx.phone('102', { obeysAutoAnswer: true });
  const client = await pbx.client({ onCall: 'answer' });
  expect(await backend.command('102', 'originate', { phone: CLIENT })).toBeNull();
  const call = await boris.incoming();
  await call.until('up');
  expect(header(call.invite!, 'call-info')).toContain('answer-after=0');
  await backend.untilCall('102', 'outbound talking');
  await (await client.incoming()).untilHears('102');
});

test('a colleague is called by the extension', async () => {
  const { pbx, backend } = rig;
  const [anna, boris] = [await pbx.phone('101', { onCall: 'answer' }), await pbx.phone('102')];
  expect(await backend.command('101', 'originate', { phone: '102' })).toBeNull();
  await anna.incoming();
  const call = await boris.incoming();
  expect(call.number).toBe('101');
  await backend.untilCall('101', 'internal dialing');
  expect(await backend.untilCall('102', 'internal ringing')).toMatchObject({ number: '101' });
  call.answer();
  await Promise.all([
    backend.untilCall('101', 'internal talking'),
    backend.untilCall('102', 'internal talking'),
  ]);
});

test('an agent’s phone that is busy, does not answer or is not there ends the call with its reason', async () => {
  const { pbx, backend } = rig;
  const anna = await pbx.phone('101', { onCall: 'busy' });
  expect(await backend.command('101', 'originate', { phone: CLIENT })).toBeNull();
  await backend.untilEnded('101', 'busy');
  anna.habits = { onCall: 'ring' };
  expect(await backend.command('101', 'originate', { phone: CLIENT })).toBeNull();
  await backend.untilEnded('101', 'no_answer');
  await anna.register(0);
  expect(await backend.command('101', 'originate', { phone: CLIENT })).toBe('AgentUnavailable');
  await backend.untilLive('101');
});

test('a colleague’s phone that is not registered is known, at once and when the backend starts', async () => {
  const { pbx, backend } = rig;
  const boris = await pbx.phone('102');
  await backend.untilPresence('102', 'FREE');
  await boris.register(0);
  await backend.untilPresence('102', 'UNREGISTERED');
  await rig.restartBackend();
  await rig.backend.untilPresence('102', 'UNREGISTERED');
  await boris.register();
  await rig.backend.untilPresence('102', 'FREE');
});

test('a client who is busy or refuses ends the call with that reason', async () => {
  const { pbx, backend } = rig;
  await pbx.phone('101', { onCall: 'answer' });
  const client = await pbx.client({ onCall: 'busy' });
  expect(await backend.command('101', 'originate', { phone: CLIENT })).toBeNull();
  await backend.untilEnded('101', 'busy');
  client.habits = { onCall: 'refuse' };
  expect(await backend.command('101', 'originate', { phone: CLIENT })).toBeNull();
  await backend.untilEnded('101', 'rejected');
});

test('a provider that plays its own ringing is dialled until the client answers', async () => {
  const { pbx, backend } = rig;
  const anna = await pbx.phone('101', { onCall: 'answer' });
  const client = await pbx.client({ onCall: 'progress' });
  expect(await backend.command('101', 'originate', { phone: CLIENT })).toBeNull();
  const [call, out] = [await anna.incoming(), await client.incoming()];
  await call.untilHears('client');
  await backend.untilCall('101', 'outbound dialing');
  out.answer();
  await backend.untilCall('101', 'outbound talking');
});

test('a call that is dialled can be given up from the screen', async () => {
  const { pbx, backend } = rig;
  const [anna, client] = [await pbx.phone('101', { onCall: 'answer' }), await pbx.client()];
  expect(await backend.command('101', 'originate', { phone: CLIENT })).toBeNull();
  const [call, out] = [await anna.incoming(), await client.incoming()];
  const { id } = await backend.untilCall('101', 'outbound dialing');
  expect(await backend.command('101', 'hangup', { unique_id: id })).toBeNull();
  await Promise.all([call.until('ended'), out.until('ended')]);
  await backend.untilEnded('101', 'hung_up');
});

test('a text without a number never reaches Asterisk', async () => {
  const { backend } = rig;
  for (const phone of [
    '101@internal',
    '1,1,System(x)',
    '79101234567&PJSIP/102',
    '12\r\nAction: Logoff',
    '${EPOCH}',
  ])
    expect(await backend.command('101', 'originate', { phone })).toBe('InvalidNumber');
});

test('who was called abroad is joined to no number outside, though the call has ten digits of a number at home', async () => {
  const { pbx, backend } = rig;
  await pbx.phone('101', { onCall: 'answer' });
  const boris = await pbx.phone('102', { onCall: 'answer' });
  const client = await pbx.client({ onCall: 'answer' });
  expect(await backend.command('101', 'originate', { phone: '+9607771234' })).toBeNull();
  expect((await client.incoming()).number).toBe('101');
  expect((await backend.untilCall('101', 'outbound talking')).number).toBe('+9607771234');
  expect(await backend.command('101', 'redirect', { phone: '+79161234567' })).toBe('TransferForbidden');
  expect(await backend.command('101', 'redirect', { phone: '102' })).toBeNull();
  await boris.incoming();
  expect((await backend.untilCall('102', 'inbound talking')).number).toBe('+9607771234');
  expect(await backend.command('102', 'redirect', { phone: '+79161234567' })).toBe('TransferForbidden');
});
