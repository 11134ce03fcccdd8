import type { CallEvent } from '../../../server/calls/CallEvent';
import { CommandFault } from '../../../server/calls/CommandFault';
import { EFFECT_LIMIT_MS, PendingTransfers, type TransferKind } from '../../../server/calls/PendingTransfers';
import { FakeTimer } from '../../support/FakeTimer';

let timer: FakeTimer;
let transfers: PendingTransfers;

beforeEach(() => {
  timer = new FakeTimer();
  transfers = new PendingTransfers(timer);
});

const accepted = (): Promise<void> => Promise.resolve();

/** The reason for which it is refused, or null. */
const ask = (
  kind: TransferKind,
  callIds: readonly string[],
  action = accepted,
  extension = '101',
): Promise<string | null> =>
  transfers.runExclusive(extension, kind, callIds, action).then(
    () => null,
    (error: unknown) => {
      if (error instanceof CommandFault) return error.reason;
      throw error;
    },
  );

const ended = (id: string): CallEvent => ({ type: 'ended', id, reason: 'transferred', at: timer.now() });
const began = (id: string, consultOf: string | null): CallEvent => ({
  type: 'began',
  id,
  direction: 'internal',
  phase: 'dialing',
  number: '102',
  via: null,
  at: timer.now(),
  consultOf,
});

test.each<[TransferKind, TransferKind, string]>([
  ['redirect', 'redirect', 'WrongPhase'],
  ['redirect', 'consult', 'WrongPhase'],
  ['consult', 'redirect', 'WrongPhase'],
  ['consult', 'consult', 'AgentBusy'],
  ['completeTransfer', 'redirect', 'WrongPhase'],
  ['completeTransfer', 'completeTransfer', 'WrongPhase'],
])(
  'at the moment of a %s a %s of the same call is refused, and after it until its effect is seen',
  async (one, other, reason) => {
    let accept = (): void => undefined;
    const first = ask(one, ['a'], () => new Promise((resolve) => (accept = resolve)));
    expect(await ask(other, ['a'])).toBe(reason);
    accept();
    expect([await first, await ask(other, ['a'])]).toEqual([null, reason]);
    transfers.onCallEvent('101', ended('a'));
    expect(await ask(other, ['a'])).toBeNull();
  },
);

test('after a refused transfer the call may be transferred again', async () => {
  const refused = (): Promise<void> => Promise.reject(new CommandFault('AgentUnavailable'));
  expect([await ask('redirect', ['a'], refused), await ask('redirect', ['a'])]).toEqual([
    'AgentUnavailable',
    null,
  ]);
});

test('when the effect does not come in time the call may be transferred again', async () => {
  await ask('redirect', ['a']);
  await timer.pass(EFFECT_LIMIT_MS - 1);
  expect(await ask('redirect', ['a'])).toBe('WrongPhase');
  await timer.pass(1);
  expect(await ask('redirect', ['a'])).toBeNull();
});

test('a consultation that has begun frees both calls, even before its command is accepted', async () => {
  await ask('consult', ['a'], () => {
    transfers.onCallEvent('101', began('x', null));
    transfers.onCallEvent('101', began('b', 'a'));
    return Promise.resolve();
  });
  expect(await ask('completeTransfer', ['a', 'b'])).toBeNull();
  expect([await ask('redirect', ['b']), await ask('redirect', ['a'])]).toEqual(['WrongPhase', 'WrongPhase']);
});

test('transfers of other calls and agents are independent; an agent has one consultation', async () => {
  await ask('redirect', ['a']);
  transfers.onCallEvent('101', ended('z'));
  expect([await ask('redirect', ['b']), await ask('redirect', ['a'], accepted, '102')]).toEqual([null, null]);
  expect([await ask('consult', ['c']), await ask('consult', ['d'])]).toEqual([null, 'AgentBusy']);
  transfers.onCallEvent('102', ended('a'));
  expect(await ask('redirect', ['a'])).toBe('WrongPhase');
});
