import { CommandFault } from '../../../../server/calls/CommandFault';
import { actionPlan } from '../../../../server/telephony/asterisk/actions/ActionPlan';
import { AmiFault, type AmiAction, type AmiAnswer } from '../../../../server/telephony/asterisk/ami/Ami';
import { enteredBridge } from '../../../../server/telephony/asterisk/actions/EventPredicate';
import { runPlan, SETTLE_MS } from '../../../../server/telephony/asterisk/runPlan';
import { KeyedQueue } from '../../../../server/telephony/asterisk/KeyedQueue';
import { retryRefused } from '../../../../server/telephony/asterisk/retryRefused';
import { EventWaiter } from '../../../../server/telephony/asterisk/EventWaiter';
import { commandFaultOfAmi } from '../../../../server/telephony/asterisk/commandFaultOfAmi';
import { FakeTimer } from '../../../support/FakeTimer';
import { turn } from '../../support/startBackend';

/** What plans are carried out with, and the parts of it. */
function runOptions(ami: Refusing) {
  return { ami, events: new EventWaiter(), clock: new FakeTimer() };
}

/** Takes actions; refuses those named. */
class Refusing {
  readonly sent: string[] = [];

  constructor(private readonly refused: readonly string[] = []) {}

  send({ name }: AmiAction): Promise<AmiAnswer> {
    this.sent.push(name);
    return this.refused.includes(name)
      ? Promise.reject(new AmiFault('refused', 'No such channel'))
      : Promise.resolve({ response: {}, events: [] });
  }
}

const whole = actionPlan(
  { name: 'act' },
  { marks: [{ name: 'mark' }], undo: [{ name: 'undo' }], after: [{ name: 'after' }, { name: 'last' }] },
);

test('actions run in their order, and a failure after the decisive one is ignored', async () => {
  const ami = new Refusing(['after']);
  await runPlan(runOptions(ami), whole);
  expect(ami.sent).toEqual(['mark', 'act', 'after', 'last']);
});

test.each([
  [['mark'], ['mark', 'undo']],
  [['act'], ['mark', 'act', 'undo']],
  [
    ['act', 'undo'],
    ['mark', 'act', 'undo'],
  ],
])('when %j is refused the variables are set back and the fault is reported', async (refused, sent) => {
  const ami = new Refusing(refused);
  await expect(runPlan(runOptions(ami), whole)).rejects.toMatchObject({ reason: 'refused' });
  expect(ami.sent).toEqual(sent);
});

test('a plan is carried out once all its events are seen, not when Asterisk has taken it', async () => {
  const ami = new Refusing();
  const { events, clock } = runOptions(ami);
  const doneWhen = [
    enteredBridge({ channel: 'a', uniqueid: '1' }),
    enteredBridge({ channel: 'b', uniqueid: '2' }),
  ];
  let isDone = false;
  const done = runPlan({ ami, events, clock }, { ...whole, doneWhen }).then(() => (isDone = true));
  await turn();
  events.handleEvent({ Event: 'BridgeEnter', Uniqueid: '1' });
  events.handleEvent({ Event: 'BridgeLeave', Uniqueid: '2' });
  await turn();
  expect([ami.sent, isDone]).toEqual([['mark', 'act'], false]);
  events.handleEvent({ Event: 'Hangup', Uniqueid: '2' });
  await done;
  expect([ami.sent.slice(2), events.size, clock.pending]).toEqual([['after', 'last'], 0, 0]);
});

test('an event that never comes is waited for within the limit, then forgotten', async () => {
  const ami = new Refusing();
  const { events, clock } = runOptions(ami);
  const doneWhen = [enteredBridge({ channel: 'a', uniqueid: '1' })];
  const done = runPlan({ ami, events, clock }, { ...whole, doneWhen });
  await turn();
  await clock.pass(SETTLE_MS);
  await done;
  expect([ami.sent.slice(2), events.size]).toEqual([['after', 'last'], 0]);
});

test.each([
  [new AmiFault('refused', 'No such channel'), 'NoActiveCall'],
  [new AmiFault('refused', 'Channel does not exist: PJSIP/101-1'), 'NoActiveCall'],
  [new AmiFault('refused', 'Channel1 does not exist'), 'NoActiveCall'],
  [new AmiFault('refused', 'Channel is not up'), 'WrongPhase'],
  [new AmiFault('refused', 'Permission denied'), 'TelephonyUnavailable'],
  [new AmiFault('timeout'), 'TelephonyUnavailable'],
  [new AmiFault('notConnected'), 'TelephonyUnavailable'],
  [new AmiFault('badField'), 'InvalidNumber'],
])('%s is reported as %s', (fault, reason) => {
  expect(commandFaultOfAmi(fault)).toMatchObject({ reason, cause: fault });
});

test('a fault that is not of Asterisk stays as it is', () => {
  for (const error of [new CommandFault('AgentBusy'), new TypeError('x')])
    expect(commandFaultOfAmi(error)).toBe(error);
});

test('one agent’s commands wait for each other, also behind one that failed; another agent’s do not', async () => {
  const turns = new KeyedQueue();
  const done: string[] = [];
  let letGo = (): void => undefined;
  const first = turns.run(
    '101',
    () => new Promise<void>((_, reject) => (letGo = () => reject(new Error('refused')))),
  );
  const second = turns.run('101', () => Promise.resolve(done.push('second')));
  await turns.run('102', () => Promise.resolve(done.push('other')));
  expect([done, turns.size]).toEqual([['other'], 1]);
  letGo();
  await expect(first).rejects.toThrow('refused');
  await second;
  expect([done, turns.size]).toEqual([['other', 'second'], 0]);
});

test('what Asterisk refuses for a moment is tried again, five times at most', async () => {
  const timer = new FakeTimer();
  let calls = 0;
  const failing = (times: number) => async (): Promise<void> => {
    calls += 1;
    if (calls <= times) throw new AmiFault('refused', 'Channel not found');
    return Promise.resolve();
  };
  const found = retryRefused(timer, failing(2));
  await timer.pass(100);
  await found;
  expect(calls).toBe(3);
  calls = 0;
  const lost = retryRefused(timer, failing(99)).catch((error: unknown) => error);
  await timer.pass(200);
  expect(await lost).toMatchObject({ reason: 'refused' });
  expect(calls).toBe(5);
});

test('only a refusal is tried again', async () => {
  let calls = 0;
  const gone = retryRefused(new FakeTimer(), () => {
    calls += 1;
    return Promise.reject(new AmiFault('notConnected'));
  });
  await expect(gone).rejects.toMatchObject({ reason: 'notConnected' });
  expect(calls).toBe(1);
});
