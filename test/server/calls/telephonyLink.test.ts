import { AgentStates } from '../../../server/calls/AgentStates';
import { unknownParty } from '../../../server/calls/Party';
import { FakeTimer, settle } from '../../support/FakeTimer';

const never = new AbortController().signal;
const belief = (revision: number, telephony_link?: string) =>
  ({ status: 'NOT_CONVERSATION', call_info: null, revision, telephony_link }) as const;

function start() {
  const timer = new FakeTimer();
  const states = new AgentStates(timer, unknownParty);
  states.setLinkUp(true);
  const poll = (revision: number, link?: string) => {
    const poll: { status: unknown } = { status: 'waiting' };
    void states
      .waitForChange('101', link === undefined ? belief(revision) : belief(revision, link), 8_000, never)
      .then((status) => (poll.status = status));
    return poll;
  };
  return { timer, states, poll, revision: timer.now() };
}

test('a lost link answers the polls of widgets that show it, and so does its return', async () => {
  const { states, poll, revision } = start();
  const up = poll(revision, 'UP');
  await settle();
  expect(up.status).toBe('waiting');
  states.setLinkUp(false);
  await settle();
  expect(up.status).toMatchObject({ revision, telephony_link: 'DOWN' });
  const down = poll(revision, 'DOWN');
  await settle();
  expect(down.status).toBe('waiting');
  states.setLinkUp(true);
  await settle();
  expect(down.status).not.toHaveProperty('telephony_link');
});

test('a poll without a link waits over its loss; otherwise the widget would poll without a pause', async () => {
  const { states, poll, revision } = start();
  states.setLinkUp(false);
  const old = poll(revision);
  await settle();
  expect(old.status).toBe('waiting');
});
