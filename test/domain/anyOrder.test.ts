import fc from 'fast-check';
import { isConversation, isLive, isRinging } from '../../src/domain/calls/Call';
import { emptyBoard, objection, transition, type BoardEvent } from '../../src/domain/calls/CallBoard';
import { isConfirmed } from '../../src/domain/calls/actionRules';
import { Failure } from '../../src/domain/Failure';
import { boardOf, report } from '../support/sampleCalls';
import { anyAction } from './support/anyAction';
import { anyCalls } from './support/anyCall';

const id = fc.integer({ min: 1, max: 5 });
const failure = fc.constant(new Failure('timeout'));
const anyEvent: fc.Arbitrary<BoardEvent> = fc.oneof(
  fc.record({
    type: fc.constant('reported' as const),
    report: anyCalls.map((calls) => report(calls)),
    at: fc.nat(),
    lastAt: fc.option(fc.nat()),
  }),
  fc.record({ type: fc.constant('sent' as const), id, action: anyAction }),
  fc.record({ type: fc.constant('accepted' as const), id }),
  fc.record({ type: fc.constant('refused' as const), id, failure }),
  fc.record({ type: fc.constant('expired' as const), id }),
  fc.record({ type: fc.constant('dtmfFailed' as const), failure }),
  fc.record({ type: fc.constant('dismissed' as const) }),
);

test('in any order of events only reports change the calls, and a confirmed or ended command is removed', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
      let board = emptyBoard;
      for (const one of events) {
        const before = board;
        board = transition(board, one);
        if (one.type === 'reported') {
          expect(board.calls).toEqual(one.report.calls);
          expect(board.commands.filter((command) => isConfirmed(command, one.report.calls))).toEqual([]);
        } else expect(board.calls).toBe(before.calls);
        if (one.type === 'refused' || one.type === 'expired')
          expect(board.commands.some((command) => command.id === one.id)).toBe(false);
        expect(board.commands.filter(({ action }) => action.kind === 'originate').length).toBeLessThanOrEqual(
          1,
        );
      }
      // Once every command has been confirmed, refused or expired none is left, so no button stays disabled.
      const ended = board.commands.reduce(
        (now, command) => transition(now, { type: 'expired', id: command.id }),
        board,
      );
      expect(ended.commands).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('a command is refused for a call that is gone, ended or in another phase', () => {
  fc.assert(
    fc.property(anyCalls, anyAction, (calls, action) => {
      if (action.kind === 'originate' || action.callId === null) return;
      const call = calls.find((one) => one.id === action.callId);
      const isPossible = objection(boardOf(calls), action) === null;
      if (call === undefined || !isLive(call)) expect(isPossible).toBe(false);
      else if (action.kind === 'hangup') expect(isPossible).toBe(true);
      else if (action.kind === 'answer' || action.kind === 'reject') expect(isPossible).toBe(isRinging(call));
      else if (isPossible && action.kind !== 'cancelTransfer') expect(isConversation(call)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('the same action is pending until the first one is confirmed, refused or expired', () => {
  fc.assert(
    fc.property(anyCalls, anyAction, (calls, action) => {
      const board = boardOf(calls);
      if (objection(board, action) !== null) return;
      const after = transition(board, { type: 'sent', id: 1, action });
      expect(objection(after, action)).toBe('pending');
      expect(objection(transition(after, { type: 'expired', id: 1 }), action)).toBeNull();
    }),
    { numRuns: 1_000 },
  );
});
