import { CONFIRM_MS, CallControl, DIAL_MS, REFRESH_MS } from '../../src/domain/calls/CallControl';
import { Failure } from '../../src/domain/Failure';
import { FakeTimer } from '../support/FakeTimer';
import { missedCall, report, sampleCalls, originalReport } from '../support/sampleCalls';
import { FakeTelephony } from './support/FakeTelephony';

const { ringing, talking } = sampleCalls;
const call = talking('a');
const originate = { kind: 'originate', target: { kind: 'number', number: '101' } } as const;
const mute = { kind: 'mute', callId: 'a', on: true } as const;

function setUp() {
  const timer = new FakeTimer();
  const telephony = new FakeTelephony();
  /** How often `refresh` was called. */
  const refreshed = { count: 0 };
  return {
    timer,
    telephony,
    refreshed,
    calls: new CallControl(telephony, timer, () => (refreshed.count += 1)),
  };
}

test('two presses send one command', async () => {
  const { telephony, calls } = setUp();
  calls.report(report([call]));
  const redirect = { kind: 'redirect', callId: 'a', target: { kind: 'number', number: '102' } } as const;
  const first = calls.send(redirect);
  const second = await calls.send(redirect);
  await telephony.accept();
  expect([await first, second]).toEqual([{ kind: 'accepted' }, { kind: 'objected', objection: 'pending' }]);
  expect(telephony.asked).toEqual(['redirect 102']);
});

test('two tabs with the same revision send the same action with the same key', () => {
  const [one, other] = [setUp(), setUp()];
  for (const { calls } of [one, other]) {
    calls.report(report([call, ringing('b')], { revision: 7 }));
    void calls.send({ kind: 'answer', callId: 'b' });
    void calls.send(mute);
  }
  expect(one.telephony.keys).toEqual(other.telephony.keys);
});

test('each originate has a key of its own', async () => {
  const { telephony, calls } = setUp();
  calls.report(report([]));
  for (let turn = 0; turn < 3; turn += 1) {
    void calls.send(originate);
    await telephony.accept();
  }
  expect(new Set(telephony.keys).size).toBe(3);
});

test('a refusal becomes the outcome and the problem; an unexpected error becomes a failure', async () => {
  const { telephony, calls } = setUp();
  calls.report(report([call]));
  const refused = calls.send({ kind: 'hold', callId: 'a', on: true });
  await telephony.refuse(new Failure('refused', 'NotSupported'));
  expect(await refused).toMatchObject({ kind: 'failed', failure: { reason: 'refused' } });
  const broken = calls.send({ kind: 'hold', callId: 'a', on: true });
  await telephony.refuse(new TypeError('boom'));
  expect(await broken).toMatchObject({ kind: 'failed', failure: { reason: 'unreachable' } });
  expect(calls.board.get().problem?.failure?.reason).toBe('unreachable');
  calls.dismiss();
  expect(calls.board.get().problem).toBeNull();
});

test('an accepted command expires if no report confirms it; a confirmed one leaves no timer', async () => {
  const { timer, telephony, calls } = setUp();
  calls.report(report([call]));
  void calls.send(mute);
  await telephony.accept();
  await timer.pass(CONFIRM_MS - 1);
  expect(calls.board.get().commands).toHaveLength(1);
  await timer.pass(1);
  expect(calls.board.get()).toMatchObject({ commands: [], problem: { failure: null } });

  void calls.send(mute);
  await telephony.accept();
  calls.report(report([talking('a', { muted: true })]));
  expect(timer.pending).toBe(0);
});

test('an action that was accepted and had no effect is sent with another key when it is repeated', async () => {
  const { timer, telephony, calls } = setUp();
  calls.report(report([ringing('a')], { revision: 7 }));
  for (let turn = 0; turn < 3; turn += 1) {
    void calls.send({ kind: 'answer', callId: 'a' });
    await telephony.accept();
    await timer.pass(CONFIRM_MS);
  }
  expect(telephony.keys).toEqual(['answer:a', 'answer:a.again', 'answer:a.again.again']);
});

test('a command that a report confirms before its answer comes leaves no timer', async () => {
  const { timer, telephony, calls } = setUp();
  calls.report(report([call]));
  void calls.send({ kind: 'hangup', callId: 'a' });
  calls.report(report([]));
  await telephony.accept();
  expect([calls.board.get().commands, timer.pending]).toEqual([[], 0]);
});

test.each([
  ['the wire does not report it', originalReport(), DIAL_MS],
  ['the wire would report it', report([]), CONFIRM_MS],
])('an unanswered call is shown for a limited time, where %s', async (_where, reported, ms) => {
  const { timer, telephony, calls } = setUp();
  calls.report(reported);
  void calls.send(originate);
  await telephony.accept();
  await timer.pass(ms - 1);
  expect(calls.board.get().commands).toHaveLength(1);
  await timer.pass(1);
  expect(calls.board.get()).toMatchObject({ commands: [], problem: { failure: null } });
});

test('clearMissed sends the ids of the missed calls; without any nothing is sent', async () => {
  const { telephony, calls } = setUp();
  calls.clearMissed();
  calls.report(report([], { missed: [missedCall('m1'), missedCall('m2')] }));
  calls.clearMissed();
  expect(telephony.asked).toEqual(['clear m1,m2']);
  await telephony.refuse(new Failure('timeout'));
  expect(calls.board.get()).toMatchObject({ missed: [{ id: 'm1' }, { id: 'm2' }], problem: null });
});

test('a DTMF digit that was not sent becomes a problem that can be dismissed', () => {
  const { calls } = setUp();
  calls.report(report([call]));
  calls.dtmfFailed(new Failure('refused', 'NotSupported'));
  expect(calls.board.get().problem).toMatchObject({
    action: { kind: 'dtmf' },
    failure: { reason: 'refused' },
  });
});

test('a backend without revisions that does not confirm a command is polled again after a second', async () => {
  const { timer, telephony, refreshed, calls } = setUp();
  calls.report(originalReport(call));
  void calls.send(mute);
  await telephony.accept();
  await timer.pass(REFRESH_MS - 1);
  expect(refreshed.count).toBe(0);
  await timer.pass(1);
  expect(refreshed.count).toBe(1);
});

test('one that confirms it, or has revisions, is not polled again', async () => {
  for (const first of [originalReport(call), report([call])]) {
    const { timer, telephony, refreshed, calls } = setUp();
    calls.report(first);
    void calls.send(mute);
    await telephony.accept();
    if (first.revision === null) calls.report(originalReport(talking('a', { muted: true })));
    await timer.pass(CONFIRM_MS - 1);
    expect(refreshed.count).toBe(0);
  }
});
