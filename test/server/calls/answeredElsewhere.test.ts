import { nextAgentState, type AgentState } from '../../../server/calls/AgentState';
import type { CallEvent } from '../../../server/calls/CallEvent';
import { unknownParty, type Party } from '../../../server/calls/Party';

const NOTHING: AgentState = { calls: [], missed: [], revision: 1, origin: null };
const CALLER = '+79161234567';

function after(...events: readonly CallEvent[]): AgentState {
  return events.reduce((state, event) => nextAgentState(state, event, unknownParty, 5), NOTHING);
}

function missed(id: string, number = CALLER): readonly CallEvent[] {
  return [
    { type: 'began', id, direction: 'inbound', phase: 'ringing', number, at: 1 },
    { type: 'ended', id, reason: 'missed', at: 2 },
  ];
}

test('a missed call whose caller another party has answered is no missed call', () => {
  const state = after(...missed('a'), { type: 'answeredElsewhere', id: 'a' });
  expect(state.missed).toEqual([]);
  expect(state.calls).toMatchObject([{ id: 'a', phase: 'ended', reason: 'answeredElsewhere' }]);
});

test('earlier calls of the same number stay missed', () => {
  const state = after(...missed('a'), ...missed('b'), { type: 'answeredElsewhere', id: 'b' });
  expect(state.missed).toMatchObject([{ party: { number: CALLER }, count: 1 }]);
});

test('a call that is not known, or goes on, is not changed', () => {
  const state = after(...missed('a').slice(0, 1));
  for (const id of ['a', 'b'])
    expect(nextAgentState(state, { type: 'answeredElsewhere', id }, unknownParty, 9)).toBe(state);
});

test('an outside party with the number of a colleague is looked up as one from outside', () => {
  const partyOf = (number: string, isOutside = false): Party => ({
    ...unknownParty(number),
    name: isOutside ? null : 'Anna',
  });
  const began = {
    type: 'began',
    id: 'a',
    direction: 'internal',
    phase: 'ringing',
    number: '102',
    at: 1,
  } as const;
  const talking = nextAgentState(NOTHING, began, partyOf, 5);
  expect(talking.calls[0]?.party.name).toBe('Anna');
  const joined = { type: 'connected', id: 'a', number: '102', isOutside: true } as const;
  expect(nextAgentState(talking, joined, partyOf, 6).calls[0]?.party.name).toBeNull();
});
