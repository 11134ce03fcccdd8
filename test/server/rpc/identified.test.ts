import type { AgentState } from '../../../server/calls/AgentState';
import { AgentStates } from '../../../server/calls/AgentStates';
import { nextAgentState } from '../../../server/calls/AgentState';
import type { CallEvent, PartyIdentified } from '../../../server/calls/CallEvent';
import { unknownParty } from '../../../server/calls/Party';
import { FakeTimer } from '../../support/FakeTimer';

const ringing = (id: string, number: string): CallEvent => ({
  type: 'began',
  id,
  direction: 'inbound',
  phase: 'ringing',
  number,
  at: 1,
});
const over = (id: string): CallEvent => ({ type: 'ended', id, reason: 'missed', at: 2 });
const maria: PartyIdentified = {
  type: 'identified',
  number: '89101234567',
  party: { ...unknownParty('89101234567'), name: 'Мария Лебедева', contactId: '7' },
};
const stateAfter = (...events: (CallEvent | PartyIdentified)[]): AgentState =>
  events.reduce<AgentState>((state, event) => nextAgentState(state, event, unknownParty, 0), {
    calls: [],
    missed: [],
    revision: 0,
    origin: null,
  });

test('a party that is found later is put into call and missed call with its number, in any notation', () => {
  const { calls, missed } = stateAfter(
    ringing('a', '+79101234567'),
    over('a'),
    ringing('b', '+79101234567'),
    ringing('c', '+79990000000'),
    maria,
  );
  expect(calls.map(({ id, party }) => [id, party.name, party.number])).toEqual([
    ['a', 'Мария Лебедева', '+79101234567'],
    ['b', 'Мария Лебедева', '+79101234567'],
    ['c', null, '+79990000000'],
  ]);
  expect(missed.map(({ party }) => [party.name, party.number])).toEqual([['Мария Лебедева', '+79101234567']]);
});

test('a party for a number without a call changes nothing', () => {
  const before = stateAfter(ringing('c', '+79990000000'), over('c'));
  expect(nextAgentState(before, maria, unknownParty, 9)).toBe(before);
});

test('a party that is found answers the waiting poll', async () => {
  const timer = new FakeTimer();
  const states = new AgentStates(timer, unknownParty);
  states.applyEvent('101', ringing('a', '+79101234567'));
  const signal = new AbortController().signal;
  const known = await states.waitForChange('101', null, 8_000, signal);
  const poll = states.waitForChange('101', known, 8_000, signal);
  states.applyParty('101', maria.number, maria.party);
  expect((await poll).calls?.[0]).toMatchObject({ contact_name: 'Мария Лебедева', contact_id: '7' });
  states.release();
});

test('after a resync calls that are gone end: ringing as missed, dialing as failed, talking as hung up', () => {
  const timer = new FakeTimer();
  const states = new AgentStates(timer, unknownParty);
  for (const id of ['rings', 'talks', 'lives'])
    states.applyEvent('101', ringing(id, `+7910000000${id.length}`));
  states.applyEvent('101', { type: 'answered', id: 'talks', at: 2 });
  states.applyEvent('102', {
    ...ringing('dials', '1'),
    direction: 'outbound',
    phase: 'dialing',
  } as CallEvent);
  states.endAllExcept(new Set(['lives']), 5);
  const ends = ['101', '102'].flatMap((extension) =>
    states.callsOf(extension).map((call) => [call.id, call.phase === 'ended' ? call.reason : call.phase]),
  );
  expect(ends).toEqual([
    ['rings', 'missed'],
    ['talks', 'hungUp'],
    ['lives', 'ringing'],
    ['dials', 'failed'],
  ]);
  states.release();
});
