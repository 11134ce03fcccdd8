import { VatsCall } from '../../../support/megafon/vatsPushes';
import { eventually } from '../../support/eventually';
import { andy, MegafonBackend, TOKEN, vera } from './startMegafon';

const ANDY = { user: 'andy', ext: '701' };
const VERA = { user: 'vera@vats.example.com' };
const CLIENT = '79101234567';

let backend: MegafonBackend;

beforeEach(async () => {
  backend = await MegafonBackend.start();
  await backend.known();
});

afterEach(async () => {
  await backend.close();
});

test('a call that comes in rings on the screen, is answered and ends', async () => {
  const before = await backend.fullStatus();
  const poll = backend.fullStatus(andy, before);
  const call = new VatsCall('c1', CLIENT, 'in').rings(ANDY).accepted(ANDY).completed(ANDY);
  const [rings, accepted, completed] = call.pushes;
  expect(await backend.push(rings!)).toEqual({ status: 200, body: '{}' });
  expect((await poll).calls).toMatchObject([
    {
      phase: 'RINGING',
      direction: 'INBOUND',
      contact_phone: '+79101234567',
      contact_name: 'Иван Петров',
      via: '74950000001',
    },
  ]);
  await backend.push(accepted!, 'json');
  expect(await backend.phases()).toEqual(['CONVERSATION']);
  await backend.push(completed!);
  expect(await backend.phases()).toEqual(['ENDED HUNG_UP']);
  expect((await backend.fullStatus()).missed).toEqual([]);
});

test('only what the VATS can do is offered', async () => {
  const { methods } = (await backend.call('ping')) as { methods: string[] };
  expect(methods.sort()).toEqual(
    [
      'clear_missed',
      'get_agent_status',
      'get_contacts',
      'get_last_contacts',
      'originate',
      'originate_by_contact',
      'ping',
    ].sort(),
  );
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').rings(ANDY).accepted(ANDY).pushes);
  const [{ unique_id } = { unique_id: '' }] = (await backend.fullStatus()).calls;
  for (const [method, params] of [
    ['hangup', {}],
    ['set_hold', { is_hold: true }],
    ['set_mute', { is_mute: true }],
    ['redirect', { phone: '704' }],
    ['send_dtmf', { digits: '1', unique_id }],
  ] as const)
    expect([method, await backend.call(method, params)]).toEqual([method, 'NotSupported']);
});

test('a click calls through the VATS, and the push of another id is the same call', async () => {
  expect(await backend.call('originate', { phone: '8 (910) 123-45-67' })).toBeNull();
  expect(backend.vats.state.orders).toMatchObject([{ api: 'new', user: 'andy', phone: CLIENT }]);
  const [dialing] = (await backend.fullStatus()).calls;
  expect(dialing).toMatchObject({ phase: 'DIALING', direction: 'OUTBOUND', contact_phone: '+79101234567' });
  expect(await backend.call('originate', { phone: '89101234567' })).toBe('AgentBusy');
  const call = new VatsCall('c7', CLIENT, 'out').dials(ANDY).accepted(ANDY);
  await backend.pushAll(call.pushes);
  const talking = (await backend.fullStatus()).calls;
  expect(talking).toMatchObject([{ unique_id: dialing!.unique_id, phase: 'CONVERSATION' }]);
  await backend.pushAll(new VatsCall('c7', CLIENT, 'out').completed(ANDY).pushes);
  expect(await backend.phases()).toEqual(['ENDED HUNG_UP']);
});

test('a phone that rings for a click without a direction is not taken for a client who calls', async () => {
  await backend.call('originate', { phone: '+79101234567' });
  await backend.pushAll(new VatsCall('c7', CLIENT, 'in', true).rings(ANDY).pushes);
  expect((await backend.fullStatus()).calls).toMatchObject([{ phase: 'DIALING', direction: 'OUTBOUND' }]);
});

test('a click that no push follows does not keep the agent busy', async () => {
  await backend.call('originate', { phone: '+79101234567' });
  await backend.timer.pass(60_000);
  expect(await backend.phases()).toEqual(['ENDED NO_ANSWER']);
  expect(await backend.call('originate', { phone: '+79101234567' })).toBeNull();
});

test('of a ringing department only the popups of the others close, and no agent has missed a call', async () => {
  const [first, second] = new VatsCall('c1', CLIENT, 'in').rings(ANDY, VERA).pushes;
  await backend.pushAll([first!, second!]);
  expect([await backend.phases(andy), await backend.phases(vera)]).toEqual([['RINGING'], ['RINGING']]);
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').accepted(ANDY, VERA).pushes);
  expect([await backend.phases(andy), await backend.phases(vera)]).toEqual([
    ['CONVERSATION'],
    ['ENDED ANSWERED_ELSEWHERE'],
  ]);
  expect((await backend.fullStatus(vera)).missed).toEqual([]);
});

test('a phone whose cancellation comes before the answer of another has missed nothing', async () => {
  const call = new VatsCall('c1', CLIENT, 'in').rings(ANDY, VERA).cancelled(VERA).accepted(ANDY);
  await backend.pushAll(call.pushes);
  expect(await backend.phases(vera)).toEqual(['ENDED ANSWERED_ELSEWHERE']);
});

test('a client who gives up is missed by all who were rung', async () => {
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').rings(ANDY, VERA).cancelled(ANDY, VERA).pushes);
  for (const agent of [andy, vera]) {
    expect(await backend.phases(agent)).toEqual(['ENDED MISSED']);
    expect((await backend.fullStatus(agent)).missed).toMatchObject([
      { contact_phone: '+79101234567', count: 1 },
    ]);
  }
});

test('who is consulted talks with the client after the transfer', async () => {
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').rings(ANDY).accepted(ANDY).pushes);
  await backend.pushAll([
    { ...new VatsCall('c2', '704', 'out').dials(ANDY).pushes[0], direction: 'internal' },
    { ...new VatsCall('c2', '701', 'in').rings(VERA).pushes[0], direction: 'internal' },
    { ...new VatsCall('c2', '701', 'in').accepted(VERA).pushes[0], direction: 'internal' },
  ]);
  expect((await backend.fullStatus(vera)).calls).toMatchObject([
    { direction: 'INTERNAL', contact_phone: '701' },
  ]);
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').transferred(ANDY, 'c2').pushes);
  expect(await backend.phases()).toEqual(['ENDED TRANSFERRED', 'ENDED TRANSFERRED']);
  expect((await backend.fullStatus(vera)).calls).toMatchObject([
    { phase: 'CONVERSATION', contact_phone: '+79101234567', contact_name: 'Иван Петров' },
  ]);
});

test('a second call is shown beside the first', async () => {
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').rings(ANDY).accepted(ANDY).pushes);
  await backend.pushAll(new VatsCall('c2', '79160000000', 'in').rings(ANDY).pushes);
  expect(await backend.phases()).toEqual(['CONVERSATION', 'RINGING']);
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').completed(ANDY).pushes);
  await backend.pushAll(new VatsCall('c2', '79160000000', 'in').accepted(ANDY).pushes);
  expect(await backend.phases()).toEqual(['ENDED HUNG_UP', 'CONVERSATION']);
});

test('departments and the switch are no agents', async () => {
  await backend.pushAll(
    new VatsCall('c1', CLIENT, 'in').rings({ user: 'g_1234@vats' }, { user: 'pbx', ext: '701' }).pushes,
  );
  expect(await backend.phases()).toEqual([]);
});

test('a call without a reported end counts as ended after the longest call time', async () => {
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').rings(ANDY).accepted(ANDY).pushes);
  await backend.pushAll(new VatsCall('c2', '79160000000', 'in').rings(VERA).pushes);
  await backend.timer.pass(300_000);
  expect([await backend.phases(andy), await backend.phases(vera)]).toEqual([
    ['CONVERSATION'],
    ['ENDED MISSED'],
  ]);
  await backend.timer.pass(115 * 60_000);
  expect(await backend.phases(andy)).toEqual(['ENDED HUNG_UP']);
});

test('a queue that rings the same phone again is a call of its own', async () => {
  const rings = new VatsCall('c1', CLIENT, 'in').rings(ANDY).pushes;
  await backend.pushAll(new VatsCall('c1', CLIENT, 'in').rings(ANDY).cancelled(ANDY).pushes);
  await backend.pushAll(rings); // a late copy
  expect(await backend.phases()).toEqual(['ENDED MISSED']);
  await backend.timer.pass(5_000);
  await backend.pushAll(rings);
  expect(await backend.phases()).toEqual(['ENDED MISSED', 'RINGING']);
});

describe('neither key nor token', () => {
  test('get into the log at any failure', async () => {
    backend.vats.spoiled = { status: 400, body: `{"error":"Invalid token: ${backend.vats.state.key}"}` };
    expect(await backend.call('originate', { phone: '+79101234567' })).toBe('AgentUnavailable');
    await backend.timer.pass(600_000);
    await eventually('a fault', () =>
      backend.log.some((line) => line.includes('users of the VATS can not be read')),
    );
    await backend.push({ cmd: 'event' });
    const log = backend.log.join('');
    expect(log).toContain('Invalid token: …');
    expect(log).not.toContain(backend.vats.state.key);
    expect(log).not.toContain(TOKEN);
  });
});

test.each([
  ['the VATS is silent', 503, '<html>', 'TelephonyUnavailable'],
  ['the key is refused', 401, '{"message":"Unauthorized"}', 'TelephonyUnavailable'],
  ['the user is not known', 404, '{"message":"User not found"}', 'AgentUnavailable'],
])('%s: the click says so and leaves no call behind', async (_what, status, body, exception) => {
  backend.vats.spoiled = { status, body };
  expect(await backend.call('originate', { phone: '+79101234567' })).toBe(exception);
  expect(await backend.phases()).toEqual([]);
});

test('an agent whom the VATS does not know gets no button', async () => {
  await backend.close();
  backend = await MegafonBackend.start({
    agents: [{ email: 'andy@example.com', extension: '799', name: 'Андрей' }],
  });
  await backend.known();
  const { methods } = (await backend.call('ping')) as { methods: string[] };
  expect(methods).not.toContain('originate');
});

test.each(['*43#', '1'])('the VATS can not be asked to dial %s', async (phone) => {
  expect(await backend.call('originate', { phone })).toBe('InvalidNumber');
  expect(backend.vats.state.orders).toEqual([]);
});

test.each(['85212345678', '9607771234'])('the foreign number +%s is made no Russian one', async (digits) => {
  expect(await backend.call('originate', { phone: `+${digits}` })).toBeNull();
  expect(backend.vats.state.orders).toMatchObject([{ phone: digits }]);
  const { calls } = await backend.fullStatus();
  expect(calls).toMatchObject([{ contact_phone: `+${digits}` }]);
});

test('with the old API a click calls too', async () => {
  await backend.close();
  backend = await MegafonBackend.start({ vats: { api: 'old', users: { '701': 'andy' } } });
  // The users need not be known yet.
  expect(await backend.call('originate', { phone: '+79101234567' })).toBeNull();
  expect(backend.vats.state.orders).toMatchObject([{ api: 'old', user: 'andy', phone: CLIENT }]);
});

test('before the users are known a click waits for them', async () => {
  await backend.close();
  backend = await MegafonBackend.start();
  expect(await backend.call('originate', { phone: '+79101234567' })).toBeNull();
  expect(backend.vats.state.orders).toMatchObject([{ api: 'new', user: 'andy' }]);
});

test.each(['+9607771234', '+85212345678', '+375291234567', '+3726123456'])(
  'a push about %s shows the country that its plus says',
  async (phone) => {
    await backend.pushAll(new VatsCall('c1', phone, 'in').rings(ANDY).pushes);
    expect((await backend.fullStatus()).calls).toMatchObject([{ contact_phone: phone }]);
  },
);
