import fc from 'fast-check';
import { emptyBoard, transition } from '../../src/domain/calls/CallBoard';
import {
  dockedCalls,
  OUTCOME_MS,
  popupCalls,
  PopupList,
  popupStep,
} from '../../src/domain/notifications/PopupList';
import { FakeTimer } from '../support/FakeTimer';
import { boardOf, sampleCalls, originalReport } from '../support/sampleCalls';
import { anyCalls } from './support/anyCall';

const { dialing, ringing, talking, held, ended } = sampleCalls;
const none = new Set<string>();
const MINUTE = 60_000;

function setUp() {
  const timer = new FakeTimer();
  const list = new PopupList(timer);
  const shown = (): string[] => list.calls.get().map(popupStep);
  return { timer, list, shown };
}

test('there is a popup for each call in each phase', () => {
  const { timer, list, shown } = setUp();
  list.setBoard(
    boardOf([ringing('r'), dialing('d'), talking('t'), held('h'), ended('e', { endedAt: timer.now() })]),
  );
  expect(shown()).toEqual(['r:before', 'd:before', 't:conversation', 'h:conversation', 'e:ended']);
});

test('the dock of the panel has what rings and outcomes; where it grows upwards what rings is on top', () => {
  const shown = [ended('e'), ringing('r'), dialing('d'), talking('t'), held('h')];
  expect(dockedCalls(shown).map(({ id }) => id)).toEqual(['e', 'r']);
  expect(dockedCalls(shown, true).map(({ id }) => id)).toEqual(['r', 'e']);
});

test('with the original protocol there are none', () => {
  const { timer, list, shown } = setUp();
  list.setBoard(
    transition(emptyBoard, {
      type: 'reported',
      report: originalReport(talking('a')),
      at: timer.now(),
      lastAt: null,
    }),
  );
  expect([shown(), timer.pending]).toEqual([[], 0]);
});

test.each([0, 10 * MINUTE, -10 * MINUTE])(
  'an outcome stays as long as it should with a clock that is %d ms off',
  async (skewMs) => {
    const { timer, list, shown } = setUp();
    const endedAt = timer.now() - skewMs;
    list.setBoard(boardOf([ended('e', { endedAt })], { skewMs }));
    await timer.pass(OUTCOME_MS - 1);
    expect(shown()).toEqual(['e:ended']);
    await timer.pass(1);
    expect([shown(), timer.pending]).toEqual([[], 0]);
  },
);

test('an outcome that is old when the page loads is not shown', () => {
  const { timer, list, shown } = setUp();
  list.setBoard(boardOf([ended('e', { endedAt: timer.now() - OUTCOME_MS })]));
  expect(shown()).toEqual([]);
});

test('each outcome expires at its own time', async () => {
  const { timer, list, shown } = setUp();
  const now = timer.now();
  list.setBoard(boardOf([ended('a', { endedAt: now - 5_000 }), ended('b', { endedAt: now })]));
  await timer.pass(2_000);
  expect(shown()).toEqual(['b:ended']);
  await timer.pass(5_000);
  expect([shown(), timer.pending]).toEqual([[], 0]);
});

test('a dismissed popup comes back with the next step, and with the outcome', () => {
  const { timer, list, shown } = setUp();
  list.setBoard(boardOf([ringing('a'), ringing('b')]));
  list.dismiss('a:before');
  expect(shown()).toEqual(['b:before']);
  list.setBoard(boardOf([talking('a')]));
  list.dismiss('a:conversation');
  list.setBoard(boardOf([held('a')]));
  expect(shown()).toEqual([]);
  list.setBoard(boardOf([ended('a', { endedAt: timer.now() })]));
  expect(shown()).toEqual(['a:ended']);
  list.dismiss('a:ended');
  expect([shown(), timer.pending]).toEqual([[], 0]);
});

test('a dismissal that comes before the call is reported does no harm', () => {
  const { list, shown } = setUp();
  list.dismiss('a:before');
  expect(shown()).toEqual([]);
  list.setBoard(boardOf([ringing('a')]));
  expect(shown()).toEqual([]);
});

test('a report with the same calls causes no repaint', () => {
  const { list } = setUp();
  const board = boardOf([ringing('a'), talking('b')]);
  list.setBoard(board);
  const heard = jest.fn();
  list.calls.subscribe(heard);
  list.setBoard(board);
  expect(heard).not.toHaveBeenCalled();
});

test('a call that is gone has no popup, and a live call has one unless it was dismissed', () => {
  fc.assert(
    fc.property(anyCalls, fc.nat(20_000), fc.boolean(), (calls, now, isDismissed) => {
      const board = boardOf(calls);
      const dismissed = isDismissed ? new Set(calls.slice(0, 1).map(popupStep)) : none;
      const shown = popupCalls(board, dismissed, now);
      for (const call of calls) {
        const isOver = call.phase === 'ended' && now >= call.endedAt + OUTCOME_MS;
        expect(shown.includes(call)).toBe(!isOver && !dismissed.has(popupStep(call)));
      }
      expect(shown.length).toBeLessThanOrEqual(calls.length);
    }),
  );
});

test('ringing calls are on top, outcomes at the bottom', () => {
  const { timer, list, shown } = setUp();
  list.setBoard(boardOf([ended('e', { endedAt: timer.now() }), talking('t'), ringing('r')]));
  expect(shown()).toEqual(['r:before', 't:conversation', 'e:ended']);
});

test('popups do not move or expire while one has the pointer', async () => {
  const { timer, list, shown } = setUp();
  const calls = [ended('e', { endedAt: timer.now() })];
  list.setBoard(boardOf(calls));
  list.hold('e');
  list.setBoard(boardOf([...calls, ringing('r')]));
  expect(shown()).toEqual(['e:ended', 'r:before']);
  await timer.pass(OUTCOME_MS);
  list.setBoard(boardOf([...calls, ringing('r')]));
  expect(shown()).toEqual(['e:ended', 'r:before']);
  list.hold(null);
  expect(shown()).toEqual(['r:before']);
});

test('an expired outcome does not come back while another popup is held', async () => {
  const { timer, list, shown } = setUp();
  const calls = [ended('old', { endedAt: timer.now() - OUTCOME_MS }), ended('new', { endedAt: timer.now() })];
  list.setBoard(boardOf(calls));
  list.hold('new');
  await timer.pass(OUTCOME_MS);
  expect(shown()).toEqual(['new:ended']);
});
