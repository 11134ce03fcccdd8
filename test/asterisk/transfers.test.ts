import { CLIENT, AsteriskRig, type Conversation } from './support/AsteriskRig';
import { header } from './support/SipMessage';
import type { SipPhone } from './support/SipPhone';
import { until } from './support/until';
import { untilCard } from './support/untilCard';

let rig: AsteriskRig;
let anna: SipPhone;
let boris: SipPhone;
let client: SipPhone;
let call: Conversation;

beforeAll(async () => {
  rig = await AsteriskRig.open();
});

beforeEach(async () => {
  anna = await rig.pbx.phone('101');
  boris = await rig.pbx.phone('102');
  client = await rig.pbx.client({ hasCallWaiting: true });
  call = await rig.talk(anna, client);
});

afterEach(async () => {
  await rig.tidy();
});

afterAll(async () => {
  await rig.close();
});

async function consult(phone: string): Promise<void> {
  expect(await rig.backend.command('101', 'consult', { unique_id: call.id, phone })).toBeNull();
}

/** Waits until it is said of the agent's call that is over where its client went. */
async function untilWentTo(phone: string, is_refused: boolean, name = `Agent ${phone}`): Promise<void> {
  const wanted = { name, is_refused };
  let seen: readonly unknown[] = [];
  await until(
    () => `the call went to ${JSON.stringify(wanted)}: ${JSON.stringify(seen)}`,
    async () => {
      const calls = await rig.backend.calls('101', { cards: true });
      seen = calls.filter(({ unique_id }) => unique_id === call.id).map(({ went_to }) => went_to);
      return JSON.stringify(seen) === JSON.stringify([wanted]);
    },
  );
}

test('a blind transfer frees the agent, and the colleague talks with the client', async () => {
  const { backend } = rig;
  expect(await backend.command('101', 'redirect', { phone: '102' })).toBeNull();
  const there = await boris.incoming();
  await call.agent.until('ended');
  await backend.untilEnded('101', 'transferred');
  expect(await backend.untilCall('102', 'inbound ringing')).toMatchObject({ number: CLIENT });
  there.answer();
  await backend.untilCall('102', 'inbound talking');
  await Promise.all([call.client.untilHears('102'), there.untilHears('client')]);
  await untilWentTo('102', false);
});

test('a client whose transfer is not answered comes back to the agent who transferred', async () => {
  const { backend } = rig;
  expect(await backend.command('101', 'redirect', { phone: '102' })).toBeNull();
  (await boris.incoming()).reject(486);
  await backend.untilEnded('101', 'transferred');
  const back = await anna.incoming();
  expect(await backend.untilCall('101', 'inbound ringing')).toMatchObject({ number: CLIENT });
  await untilWentTo('102', true);
  const card = await untilCard(backend, '101', 'inbound ringing', 'refused_by');
  expect(card.why?.refused_by).toEqual({ name: 'Agent 102' });
  back.answer();
  await backend.untilCall('101', 'inbound talking');
  await Promise.all([call.client.untilHears('101'), back.untilHears('client')]);
});

test('a consultation that the colleague does not answer in time gives the client back', async () => {
  expect(await rig.backend.command('101', 'redirect', { phone: '102' })).toBeNull();
  const there = await boris.incoming();
  const back = await anna.incoming();
  await there.until('ended');
  expect(await rig.backend.missed('102')).toContain(CLIENT);
  back.answer();
  await call.client.untilHears('101');
});

test('a transfer to an outside number goes through the trunk', async () => {
  const { backend } = rig;
  expect(await backend.command('101', 'redirect', { phone: '+79035550009' })).toBeNull();
  const there = await client.incoming();
  expect(header(there.invite!, 'to')).toContain('79035550009');
  await backend.untilEnded('101', 'transferred');
  await untilWentTo('+79035550009', false, '+79035550009');
  there.answer();
  await Promise.all([call.client.untilHears('client'), there.untilHears('client')]);
});

test('consulted, the colleague talks with the agent while the client hears music; completed, with the client', async () => {
  const { backend } = rig;
  await consult('102');
  const there = await boris.incoming();
  const [held, dialing] = await backend.untilLive(
    '101',
    'inbound talking held',
    'internal dialing consulting',
  );
  expect([held?.number, dialing?.number]).toEqual([CLIENT, '102']);
  expect(await backend.untilCall('102', 'internal ringing')).toMatchObject({ number: '101' });
  there.answer();
  await backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
  await Promise.all([call.client.untilHears('music'), call.agent.untilHears('102'), there.untilHears('101')]);
  expect(await backend.command('101', 'complete_transfer', { unique_id: call.id })).toBeNull();
  await call.agent.until('ended');
  await backend.untilLive('101');
  expect((await backend.calls('101')).slice(-2).map(({ end_reason }) => end_reason)).toEqual([
    'TRANSFERRED',
    'TRANSFERRED',
  ]);
  await untilWentTo('102', false);
  await Promise.all([call.client.untilHears('102'), there.untilHears('client')]);
  expect(await backend.untilLive('102', 'internal talking')).toMatchObject([{ number: CLIENT }]);
});

test('cancelled while it rings or while they talk, the agent talks with the client again', async () => {
  const { backend } = rig;
  for (const isTalking of [false, true]) {
    await consult('102');
    const there = await boris.incoming();
    if (isTalking) {
      there.answer();
      await backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
    }
    expect(await backend.command('101', 'cancel_transfer', { unique_id: call.id })).toBeNull();
    await there.until('ended');
    await backend.untilCall('101', 'inbound talking');
    await Promise.all([call.client.untilHears('101'), call.agent.untilHears('client')]);
  }
});

test('the client comes back when the one consulted is busy, refuses, does not answer, does not exist or hangs up', async () => {
  const { backend } = rig;
  const back = async (): Promise<void> => {
    expect(await backend.untilCall('101', 'inbound talking')).toMatchObject({ id: call.id });
    await Promise.all([call.client.untilHears('101'), call.agent.untilHears('client')]);
  };
  const reasons = async () =>
    (await backend.calls('101')).flatMap(({ end_reason }) => end_reason ?? []).slice(-5);
  await consult('102');
  (await boris.incoming()).reject(486);
  await back();
  await consult('102');
  (await boris.incoming()).reject(603);
  await back();
  await consult('102');
  await boris.incoming();
  await back();
  await consult('999');
  await back();
  await consult('102');
  const there = await boris.incoming();
  there.answer();
  await backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
  await there.hangup();
  await back();
  expect(await reasons()).toEqual(['BUSY', 'REJECTED', 'NO_ANSWER', 'UNKNOWN_NUMBER', 'HUNG_UP']);
});

test('when the client leaves, the consultation goes on as a call of its own', async () => {
  const { backend } = rig;
  await consult('102');
  const there = await boris.incoming();
  there.answer();
  await backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
  await call.client.hangup();
  await backend.untilCall('101', 'internal talking');
  await Promise.all([call.agent.untilHears('102'), there.untilHears('101')]);
  expect(await backend.command('101', 'hangup')).toBeNull();
  await Promise.all([call.agent.until('ended'), there.until('ended')]);
  await backend.untilLive('101');
});

test('an agent who puts the receiver down while consulting is called back by the client', async () => {
  const { backend } = rig;
  await consult('102');
  const there = await boris.incoming();
  there.answer();
  await backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
  await call.agent.hangup();
  const again = await anna.incoming();
  await there.until('ended');
  expect(await backend.untilCall('101', 'inbound ringing')).toMatchObject({ number: CLIENT });
  again.answer();
  await Promise.all([call.client.untilHears('101'), again.untilHears('client')]);
});

test('a call on hold can be transferred and consulted on as well', async () => {
  const { backend } = rig;
  expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await backend.untilCall('101', 'inbound talking held');
  await consult('102');
  const there = await boris.incoming();
  there.answer();
  await backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
  expect(await backend.command('101', 'cancel_transfer', { unique_id: call.id })).toBeNull();
  await backend.untilCall('101', 'inbound talking');
  expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await backend.untilCall('101', 'inbound talking held');
  expect(await backend.command('101', 'redirect', { phone: '102', unique_id: call.id })).toBeNull();
  (await boris.incoming()).answer();
  await call.agent.until('ended');
  await call.client.untilHears('102');
});

test('a consultation after a hold that is over gives the client back', async () => {
  const { backend } = rig;
  expect(await backend.command('101', 'set_hold', { is_hold: true })).toBeNull();
  await call.client.untilHears('music');
  expect(await backend.command('101', 'set_hold', { is_hold: false })).toBeNull();
  await call.client.untilHears('101');
  await consult('102');
  const there = await boris.incoming();
  there.answer();
  await backend.untilLive('101', 'inbound talking held', 'internal talking consulting');
  await there.hangup();
  await backend.untilCall('101', 'inbound talking');
  await Promise.all([call.client.untilHears('101'), call.agent.untilHears('client')]);
});

test('commands one right behind another each find done what the one before asked for', async () => {
  const { backend } = rig;
  const id = { unique_id: call.id };
  const burst = [
    ['set_hold', { is_hold: true }],
    ['set_hold', { is_hold: false }],
    ['set_hold', { is_hold: true }],
    ['consult', { ...id, phone: '102' }],
    ['cancel_transfer', id],
    ['set_hold', { is_hold: true }],
    ['set_hold', { is_hold: false }],
    ['consult', { ...id, phone: '102' }],
  ] as const;
  const said = [];
  for (const [method, params] of burst) said.push(await backend.command('101', method, params));
  expect(said).toEqual(burst.map(() => null));
  (await boris.incoming()).reject(486);
  await backend.untilCall('101', 'inbound talking');
  await Promise.all([call.client.untilHears('101'), call.agent.untilHears('client')]);
});
