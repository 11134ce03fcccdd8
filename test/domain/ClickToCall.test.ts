import { CallControl } from '../../src/domain/calls/CallControl';
import { ClickToCall, DOUBLE_CLICK_MS } from '../../src/domain/calls/ClickToCall';
import { TakenWarning, WARNING_MS } from '../../src/domain/calls/TakenWarning';
import { Failure } from '../../src/domain/Failure';
import type { Notice } from '../../src/domain/notifications/Notice';
import { FakeTimer } from '../support/FakeTimer';
import { sampleCalls, originalReport } from '../support/sampleCalls';
import { FakeTelephony } from './support/FakeTelephony';

function setUp(isShown = false) {
  const timer = new FakeTimer();
  const telephony = new FakeTelephony();
  const calls = new CallControl(telephony, timer);
  const notices: Notice[] = [];
  const notifier = { show: (notice: Notice) => notices.push(notice) };
  const warning = new TakenWarning(calls, timer);
  return {
    timer,
    telephony,
    calls,
    notices,
    warning,
    click: new ClickToCall(
      calls,
      notifier,
      timer,
      3,
      () => isShown,
      (target) => warning.isSure(target),
    ),
  };
}

test('calls the number that can be dialled, and shows a notice', async () => {
  const { telephony, click, notices } = setUp();
  void click.call('+7 (910) 123-45-67 доб. 12');
  await telephony.accept();
  expect(telephony.asked).toEqual(['originate +79101234567']);
  expect(notices).toEqual([{ kind: 'calling', number: '+79101234567', extension: '12' }]);
});

test('without a notice when a popup shows the call, unless an extension must be dialled by hand', async () => {
  const { telephony, click, notices } = setUp(true);
  void click.call('101');
  await telephony.accept();
  expect(notices).toEqual([]);
  void click.call('+79101234567 доб. 12');
  await telephony.accept();
  expect(notices).toMatchObject([{ kind: 'calling', extension: '12' }]);
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

const TAKEN = new Failure('refused', 'TakenByColleague');

test('who reads that a colleague has the client calls them by the same press again, which a double click is not', async () => {
  const { timer, telephony, click, warning, notices } = setUp(true);
  void click.call('101');
  await telephony.refuse(TAKEN);
  expect(notices).toMatchObject([{ kind: 'callFailed', number: '101', failure: TAKEN }]);
  void click.call('101');
  expect([telephony.asked, warning.isFresh]).toEqual([['originate 101'], true]);
  await timer.pass(DOUBLE_CLICK_MS);
  expect(warning.isFresh).toBe(false);
  void click.call('101');
  await telephony.accept();
  expect(telephony.asked).toEqual(['originate 101', 'originate 101 all the same']);
});

test('the press again is one of the same number while the warning is shown', async () => {
  const { timer, telephony, calls, click } = setUp(true);
  void click.call('101');
  await telephony.refuse(TAKEN);
  void click.call('102');
  await telephony.refuse(TAKEN);
  await timer.pass(WARNING_MS);
  expect(calls.board.get().problem).toBeNull();
  void click.call('102');
  await telephony.refuse(new Failure('timeout'));
  await timer.pass(WARNING_MS);
  expect(calls.board.get().problem).not.toBeNull();
  expect(telephony.asked).toEqual(['originate 101', 'originate 102', 'originate 102']);
});

test('a text without a number is not dialled, and a notice is shown', async () => {
  const { telephony, click, notices } = setUp();
  await click.call('call me');
  expect([telephony.asked, notices]).toEqual([[], [{ kind: 'invalidNumber', text: 'call me' }]]);
});

test('during a call it shows a notice; while another command is being sent it does nothing', async () => {
  const { telephony, calls, click, notices } = setUp();
  calls.report(originalReport(sampleCalls.talking('a')));
  await click.call('101');
  expect([telephony.asked, notices]).toEqual([[], [{ kind: 'inCall' }]]);
  calls.report(originalReport());
  notices.length = 0;
  void click.call('102');
  await click.call('103');
  expect([telephony.asked, notices]).toEqual([['originate 102'], []]);
});
