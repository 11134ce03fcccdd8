import type { Action } from '../../../src/domain/calls/Command';
import { amoTransport } from '../../../src/infrastructure/amocrm/amoTransport';
import { RpcCallCommands } from '../../../src/infrastructure/rpc/RpcCallCommands';
import { RpcDtmf } from '../../../src/infrastructure/rpc/RpcDtmf';
import { RpcClient } from '../../../src/infrastructure/rpc/RpcClient';
import { Scope } from '../../../src/system/Scope';
import { FakeBackend } from '../../support/FakeBackend';

const target = { kind: 'number', number: '102' } as const;
const contact = { id: 'c1', name: 'Анна', number: '+7', presence: null };
const onCall = { unique_id: 'a', command_id: 'key' };
const once = { command_id: 'key' };

function setUp(isExtended: boolean) {
  const backend = new FakeBackend();
  const scope = new Scope();
  const rpc = new RpcClient(
    amoTransport(backend, 'https://d', 'k'),
    { amouser_email: 'a', amouser_id: 1, widget_version: '1.0.0' },
    scope,
  );
  const commands = new RpcCallCommands(rpc, () => isExtended);
  const sent = (): unknown => {
    const { method, params } = backend.seen.at(-1)?.content ?? {};
    return [method, params];
  };
  return { backend, rpc, commands, sent };
}

test.each<[Action, string, object, object]>([
  [{ kind: 'originate', target }, 'originate', { phone: '102' }, once],
  [
    { kind: 'originate', target: { kind: 'contact', contact } },
    'originate_by_contact',
    { contact_uuid: 'c1' },
    once,
  ],
  [{ kind: 'hangup', callId: 'a' }, 'hangup', {}, onCall],
  [{ kind: 'hangup', callId: null }, 'hangup', {}, once],
  [{ kind: 'mute', callId: 'a', on: true }, 'set_mute', { is_mute: true }, onCall],
  [{ kind: 'hold', callId: 'a', on: false }, 'set_hold', { is_hold: false }, onCall],
  [{ kind: 'redirect', callId: 'a', target }, 'redirect', { phone: '102' }, onCall],
  [
    { kind: 'redirect', callId: 'a', target: { kind: 'contact', contact } },
    'redirect',
    { phone: '+7' },
    onCall,
  ],
])(
  '%j is sent as in the original protocol, with call and key added only where they are known',
  async (action, method, seed, extension) => {
    for (const isExtended of [false, true]) {
      const { commands, sent } = setUp(isExtended);
      await commands.send(action, 'key');
      expect(sent()).toEqual([method, isExtended ? { ...seed, ...extension } : seed]);
    }
  },
);

test('a client whom a colleague has is called only by an agent who is sure, where the backend knows whose turn it is', async () => {
  const { rpc, commands, sent } = setUp(true);
  rpc.offered(['originate', 'call_back']);
  await commands.send({ kind: 'originate', target }, 'key');
  expect(sent()).toEqual(['originate', { phone: '102', ...once, unless_taken: true }]);
  await commands.send({ kind: 'originate', target: { kind: 'contact', contact }, isSure: false }, 'key');
  expect(sent()).toEqual(['originate_by_contact', { contact_uuid: 'c1', ...once, unless_taken: true }]);
  await commands.send({ kind: 'originate', target, isSure: true }, 'key');
  expect(sent()).toEqual(['originate', { phone: '102', ...once }]);
});

test.each<[Action, string, object]>([
  [{ kind: 'answer', callId: 'a' }, 'answer', {}],
  [{ kind: 'reject', callId: 'a' }, 'reject', {}],
  [{ kind: 'consult', callId: 'a', target }, 'consult', { phone: '102' }],
  [{ kind: 'completeTransfer', callId: 'a' }, 'complete_transfer', {}],
  [{ kind: 'cancelTransfer', callId: 'a' }, 'cancel_transfer', {}],
])('%j is sent with its call and its key', async (action, method, rest) => {
  const { commands, sent } = setUp(true);
  await commands.send(action, 'key');
  expect(sent()).toEqual([method, { ...rest, ...onCall }]);
});

test('DTMF digits and cleared missed calls are sent with their calls', async () => {
  const { rpc, commands, sent } = setUp(true);
  await new RpcDtmf(rpc).sendDtmf('a', '12#', 'k');
  expect(sent()).toEqual(['send_dtmf', { unique_id: 'a', digits: '12#', command_id: 'k' }]);
  await commands.clearMissed(['m1', 'm2']);
  expect(sent()).toEqual(['clear_missed', { unique_ids: ['m1', 'm2'] }]);
});

test('a refusal by the backend rejects with its failure', async () => {
  const { backend, commands } = setUp(true);
  backend.answersItself = false;
  const sent = commands.send({ kind: 'answer', callId: 'a' }, 'key');
  backend.waiting[0]?.raw({
    headers: { status_code: 200 },
    content: { id: 1, result: { exception: 'WrongPhase' } },
  });
  await expect(sent).rejects.toMatchObject({ reason: 'refused', detail: 'WrongPhase' });
});
