import { CONFIRM_MS, CallControl, DIAL_MS } from '../../src/domain/calls/CallControl';
import type { Call } from '../../src/domain/calls/Call';
import type { CallCommands } from '../../src/domain/calls/CallCommands';
import { ClickToCall, DOUBLE_CLICK_MS } from '../../src/domain/calls/ClickToCall';
import type { Notice } from '../../src/domain/notifications/Notice';
import { Failure } from '../../src/domain/Failure';
import { FakeTimer, settle } from '../support/FakeTimer';

/** A telephone system that notes what it is asked and answers when told. */
class FakeTelephony implements CallCommands {
  readonly asked: string[] = [];
  private answers: { resolve: () => void; reject: (error: unknown) => void }[] = [];

  originate = (number: string): Promise<void> => this.note(`originate ${number}`);
  originateByContact = (id: string): Promise<void> => this.note(`originate_by_contact ${id}`);
  redirect = (number: string): Promise<void> => this.note(`redirect ${number}`);
  setMute = (on: boolean): Promise<void> => this.note(`mute ${String(on)}`);
  setHold = (on: boolean): Promise<void> => this.note(`hold ${String(on)}`);
  hangup = (): Promise<void> => this.note('hangup');

  async accept(): Promise<void> {
    this.answers.shift()?.resolve();
    await settle();
  }

  async refuse(error: unknown): Promise<void> {
    this.answers.shift()?.reject(error);
    await settle();
  }

  private note(what: string): Promise<void> {
    this.asked.push(what);
    return new Promise((resolve, reject) => this.answers.push({ resolve, reject }));
  }
}

const call: Call = {
  id: 'a',
  phase: 'talking',
  answeredAt: 0,
  muted: false,
  party: { name: null, number: '101', contactId: null },
};
const contact = { id: 'c1', name: 'Анна', number: '+79101234567' };

function setUp() {
  const timer = new FakeTimer();
  const telephony = new FakeTelephony();
  const calls = new CallControl(telephony, timer);
  const notices: Notice[] = [];
  const click = new ClickToCall(calls, { show: (notice) => notices.push(notice) }, timer, 3);
  return { timer, telephony, calls, notices, click };
}

describe('CallControl', () => {
  test('sends each action as its command', () => {
    const { telephony, calls } = setUp();
    void calls.ask({ kind: 'originate', target: { kind: 'contact', contact } });
    calls.report([call]);
    void calls.ask({ kind: 'mute', callId: 'a', on: true });
    void calls.ask({ kind: 'hold', callId: 'a', on: true });
    void calls.ask({ kind: 'redirect', callId: 'a', target: { kind: 'contact', contact } });
    void calls.ask({ kind: 'hangup', callId: 'a' });
    expect(telephony.asked).toEqual([
      'originate_by_contact c1',
      'mute true',
      'hold true',
      'redirect +79101234567',
      'hangup',
    ]);
  });

  test('two presses make one command', async () => {
    const { telephony, calls } = setUp();
    calls.report([call]);
    const first = calls.ask({ kind: 'redirect', callId: 'a', target: { kind: 'number', number: '102' } });
    const second = await calls.ask({
      kind: 'redirect',
      callId: 'a',
      target: { kind: 'number', number: '102' },
    });
    await telephony.accept();
    expect([await first, second]).toEqual([{ kind: 'accepted' }, { kind: 'objected', objection: 'pending' }]);
    expect(telephony.asked).toEqual(['redirect 102']);
  });

  test('a refusal is the outcome and the problem, and unexpected errors are failures', async () => {
    const { telephony, calls } = setUp();
    calls.report([call]);
    const refused = calls.ask({ kind: 'hold', callId: 'a', on: true });
    await telephony.refuse(new Failure('refused', 'NotSupported'));
    expect(await refused).toMatchObject({ kind: 'failed', failure: { reason: 'refused' } });
    const broken = calls.ask({ kind: 'hold', callId: 'a', on: true });
    await telephony.refuse(new TypeError('boom'));
    expect(await broken).toMatchObject({ kind: 'failed', failure: { reason: 'unreachable' } });
    expect(calls.board.get().problem?.failure?.reason).toBe('unreachable');
    calls.dismiss();
    expect(calls.board.get().problem).toBeNull();
  });

  test('an accepted command that no report confirms rolls back in time, and leaves no timer when it is confirmed', async () => {
    const { timer, telephony, calls } = setUp();
    calls.report([call]);
    void calls.ask({ kind: 'mute', callId: 'a', on: true });
    await telephony.accept();
    await timer.pass(CONFIRM_MS - 1);
    expect(calls.board.get().commands).toHaveLength(1);
    await timer.pass(1);
    expect(calls.board.get()).toMatchObject({ commands: [], problem: { failure: null } });

    void calls.ask({ kind: 'mute', callId: 'a', on: true });
    await telephony.accept();
    calls.report([{ ...call, muted: true }]);
    expect(timer.pending).toBe(0);
  });

  test('a command that a report confirms before its answer comes is not waited for', async () => {
    const { timer, telephony, calls } = setUp();
    calls.report([call]);
    void calls.ask({ kind: 'hangup', callId: 'a' });
    calls.report([]);
    await telephony.accept();
    expect([calls.board.get().commands, timer.pending]).toEqual([[], 0]);
  });

  test('a call that nobody answers is shown for a while and no longer', async () => {
    const { timer, telephony, calls } = setUp();
    void calls.ask({ kind: 'originate', target: { kind: 'number', number: '101' } });
    await telephony.accept();
    await timer.pass(DIAL_MS);
    expect(calls.board.get()).toMatchObject({ commands: [], problem: { failure: null } });
  });
});

describe('Click2Call', () => {
  test('calls the number as it can be dialled, and says so', async () => {
    const { telephony, click, notices } = setUp();
    void click.call('+7 (910) 123-45-67 доб. 12');
    await telephony.accept();
    expect(telephony.asked).toEqual(['originate +79101234567']);
    expect(notices).toEqual([{ kind: 'calling', number: '+79101234567', extension: '12' }]);
  });

  test('a double click makes one call; a later click makes another', async () => {
    const { timer, telephony, click } = setUp();
    void click.call('101');
    void click.call('101');
    await telephony.accept();
    void click.call('101');
    await timer.pass(DOUBLE_CLICK_MS);
    void click.call('101');
    expect(telephony.asked).toEqual(['originate 101', 'originate 101']);
  });

  test('after a failure the same number can be tried at once', async () => {
    const { telephony, click, notices } = setUp();
    void click.call('101');
    await telephony.refuse(new Failure('timeout'));
    expect(notices).toMatchObject([{ kind: 'callFailed', number: '101', failure: { reason: 'timeout' } }]);
    void click.call('101');
    expect(telephony.asked).toHaveLength(2);
  });

  test('says why nothing is called', async () => {
    const { calls, telephony, click, notices } = setUp();
    await click.call('not a number');
    calls.report([call]);
    await click.call('102');
    expect(telephony.asked).toEqual([]);
    expect(notices).toEqual([{ kind: 'invalidNumber', text: 'not a number' }, { kind: 'inCall' }]);
  });

  test('another number while the first is on its way is left alone', async () => {
    const { telephony, click, notices } = setUp();
    void click.call('101');
    await click.call('102');
    expect([telephony.asked, notices]).toEqual([['originate 101'], []]);
  });
});
