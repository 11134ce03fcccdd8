import type { AgentCall } from '../../../server/calls/AgentCall';
import { AgentDirectory } from '../../../server/calls/AgentDirectory';
import { AgentStates } from '../../../server/calls/AgentStates';
import { toAgentStatus } from '../../../server/calls/toAgentStatus';
import { unknownParty } from '../../../server/calls/Party';
import { callInConversation, liveCalls, trackCalls } from '../../../server/calls/trackCalls';
import { FakeTimer, settle } from '../../support/FakeTimer';

const began = (id: string) =>
  ({ type: 'began', id, direction: 'inbound', phase: 'ringing', number: '1', at: 1 }) as const;
const idle = { status: 'NOT_CONVERSATION', call_info: null } as const;

function talking(...ids: string[]): readonly AgentCall[] {
  return ids.reduce<readonly AgentCall[]>(
    (calls, id) =>
      trackCalls(trackCalls(calls, began(id), unknownParty), { type: 'answered', id, at: 2 }, unknownParty),
    [],
  );
}

test('the original fields show the conversation that is not on hold', () => {
  const calls = trackCalls(talking('a', 'b'), { type: 'held', id: 'a', isHeld: true }, unknownParty);
  expect(callInConversation(calls)?.id).toBe('b');
  const both = trackCalls(calls, { type: 'held', id: 'b', isHeld: true }, unknownParty);
  expect(
    toAgentStatus({ calls: both, missed: [], revision: 1, origin: null }, { isLinkUp: true }, 0),
  ).toMatchObject({
    call_info: { unique_id: 'a', is_hold: true },
  });
  expect(callInConversation([])).toBeNull();
});

test('of two calls one may end without the other', () => {
  const timer = new FakeTimer();
  const states = new AgentStates(timer, unknownParty);
  for (const id of ['a', 'b']) states.applyEvent('101', began(id));
  states.applyEvent('101', { type: 'ended', id: 'a', reason: 'missed', at: 3 });
  expect(liveCalls(states.callsOf('101')).map(({ id }) => id)).toEqual(['b']);
});

test('a poll whose widget is gone, or to a backend that stops, does not wait', async () => {
  const timer = new FakeTimer();
  const states = new AgentStates(timer, unknownParty);
  const gone = new AbortController();
  gone.abort();
  expect(await states.waitForChange('101', idle, 8_000, gone.signal)).toMatchObject(idle);
  states.release();
  expect(await states.waitForChange('101', idle, 8_000, new AbortController().signal)).toMatchObject(idle);
  expect([states.waitingPolls, timer.pending]).toEqual([0, 0]);
});

test('ringing answers no poll without a revision, talking answers all', async () => {
  const timer = new FakeTimer();
  const states = new AgentStates(timer, unknownParty);
  const woken: unknown[] = [];
  for (let turn = 0; turn < 2; turn += 1)
    void states
      .waitForChange('101', idle, 8_000, new AbortController().signal)
      .then((status) => woken.push(status));
  states.applyEvent('101', began('a'));
  await settle();
  expect(woken).toEqual([]);
  states.applyEvent('101', { type: 'answered', id: 'a', at: 2 });
  await settle();
  expect([woken.length, states.waitingPolls, timer.pending]).toEqual([2, 0, 0]);
});

test('agents without a user id are found by e-mail and extension', () => {
  const directory = new AgentDirectory([{ email: 'a@b.c', extension: '101', name: 'A' }]);
  expect([
    directory.ofUser('A@b.c', 0)?.extension,
    directory.ofUser('x', 0),
    directory.withExtension('101')?.name,
    directory.withExtension('x'),
  ]).toEqual(['101', null, 'A', null]);
});
