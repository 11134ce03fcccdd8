import { AgentStates } from '../../../server/calls/AgentStates';
import { unknownParty } from '../../../server/calls/Party';
import { FakeTimer } from '../../support/FakeTimer';

const never = new AbortController().signal;
const rings = (id: string) =>
  ({ type: 'began', id, direction: 'inbound', phase: 'ringing', number: '1', at: 1 }) as const;

/** Counts reads of the time: one for each change of a state and one for each status that is built. */
class CountingTimer extends FakeTimer {
  readings = 0;

  override now(): number {
    this.readings += 1;
    return super.now();
  }
}

function start() {
  const timer = new CountingTimer();
  const states = new AgentStates(timer, unknownParty);
  states.setLinkUp(true);
  const revision = timer.now();
  const poll = () =>
    states.waitForChange('101', { status: 'NOT_CONVERSATION', call_info: null, revision }, 8_000, never);
  return { timer, states, poll };
}

test('no status is built where no poll waits', () => {
  const { timer, states } = start();
  timer.readings = 0;
  states.applyEvent('101', rings('a'));
  states.applyEvent('101', { type: 'ended', id: 'a', reason: 'missed', at: 3 });
  expect(timer.readings).toBe(2);
});

test('one status is built for all polls of an agent', async () => {
  const { timer, states, poll } = start();
  const polls = [poll(), poll(), poll()];
  timer.readings = 0;
  states.applyEvent('101', rings('a'));
  const [first, ...others] = await Promise.all(polls);
  expect(timer.readings).toBe(2);
  expect(first?.calls).toHaveLength(1);
  for (const other of others) expect(other).toBe(first);
});

test('an answered poll includes a change that came right after', async () => {
  const { states, poll } = start();
  const woken = poll();
  states.applyEvent('101', rings('a'));
  states.applyEvent('101', rings('b'));
  states.setLinkUp(false);
  expect(await woken).toMatchObject({
    calls: [{ unique_id: 'a' }, { unique_id: 'b' }],
    telephony_link: 'DOWN',
  });
});
