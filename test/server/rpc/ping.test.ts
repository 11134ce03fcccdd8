import { methods as allMethods } from '../../../protocol/methods';
import { abilities } from '../../../protocol/CallCommand';
import { methodsOf } from '../../../server/rpc/methodsOf';
import { anna, TestBackend } from '../support/startBackend';

let backend: TestBackend;

afterEach(async () => {
  await backend.app.close();
});

/**
 * `open_session` is offered by a backend that wants proven users, `choose_contact` by one with an index of amoCRM, `client_made` by
 * one with amoCRM, notes by one that asks for outcomes, the company's missed calls and
 * the list of past calls by one that keeps them.
 */
const withoutIdentity = Object.keys(allMethods).filter(
  (method) =>
    ![
      'open_session',
      'choose_contact',
      'client_made',
      'save_note',
      'set_outcome',
      'get_note',
      'extend_wait',
      'get_open_notes',
      'get_outcomes',
      'get_missed_clients',
      'take_missed_client',
      'call_back',
      'get_history',
      'get_recording',
    ].includes(method),
);

const without = (...without: (typeof abilities)[number][]): Promise<TestBackend> =>
  TestBackend.start({ telephony: { driver: 'simulator', without } });

test('answers with the backend, the agent and the methods that work', async () => {
  backend = await TestBackend.start();
  expect(await backend.call('ping')).toEqual({
    ping: 'pong',
    server: { name: 'asterisk-ng', version: '1.0.0' },
    agent: { extension: '101', name: 'Анна Смирнова' },
    methods: withoutIdentity,
  });
});

test('a user who is no agent can ping and nothing else', async () => {
  backend = await TestBackend.start();
  const unknownUser = { ...anna, amouser_email: 'x@example.com', amouser_id: 99 };
  expect(await backend.call('ping', {}, unknownUser)).toMatchObject({ agent: null, methods: ['ping'] });
  expect(await backend.call('clear_missed', { unique_ids: [] }, unknownUser)).toBe('UnknownAgent');
});

test('a telephone system without commands leaves the methods that need none', () => {
  expect(methodsOf(new Set())).toEqual([
    'ping',
    'get_agent_status',
    'get_contacts',
    'get_last_contacts',
    'clear_missed',
  ]);
  expect(methodsOf(new Set(abilities))).toEqual(withoutIdentity);
});

test.each<[(typeof abilities)[number], string, object]>([
  ['originate', 'originate', { phone: '5550123' }],
  ['originate', 'originate_by_contact', { contact_uuid: 'x1' }],
  ['hangup', 'hangup', { unique_id: 'talking' }],
  ['hold', 'set_hold', { is_hold: true }],
  ['mute', 'set_mute', { is_mute: true }],
  ['redirect', 'redirect', { phone: '102' }],
  ['answer', 'answer', { unique_id: 'ringing' }],
  ['reject', 'reject', { unique_id: 'ringing' }],
  ['reject', 'hangup', { unique_id: 'ringing' }],
  ['consult', 'consult', { phone: '102', unique_id: 'talking' }],
  ['consult', 'complete_transfer', { unique_id: 'talking' }],
  ['consult', 'cancel_transfer', { unique_id: 'talking' }],
  ['dtmf', 'send_dtmf', { digits: '1', unique_id: 'talking' }],
])('without %s: %s %j is not supported', async (ability, method, params) => {
  backend = await without(ability);
  backend.app.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  backend.app.simulator.answer('101');
  backend.app.simulator.incoming('5550123', ['101'], { answersItself: false });
  const [talking, ringing] = await backend.live();
  const ids = { talking: talking!.unique_id, ringing: ringing!.unique_id };
  const which = (params as { unique_id?: keyof typeof ids }).unique_id;
  const sent = { ...params, ...(which !== undefined && { unique_id: ids[which] }) };
  const before = await backend.fullStatus();
  expect(await backend.call(method as 'hangup', sent)).toBe('NotSupported');
  expect((await backend.fullStatus()).revision).toBe(before.revision);
  const { methods } = (await backend.call('ping')) as { methods: string[] };
  if (which !== 'ringing' || method !== 'hangup') expect(methods).not.toContain(method);
});

test("a second call can't be answered when the first can't be put on hold", async () => {
  backend = await without('hold');
  await backend.answerCall('+79101234567');
  backend.app.simulator.incoming('5550123', ['101'], { answersItself: false });
  const ringing = (await backend.live())[1]!.unique_id;
  expect(await backend.call('answer', { unique_id: ringing })).toBe('NotSupported');
  expect(await backend.call('hangup')).toBeNull();
  expect(await backend.call('answer', { unique_id: ringing })).toBeNull();
});
