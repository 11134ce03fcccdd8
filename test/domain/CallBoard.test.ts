import {
  pendingOriginate,
  emptyBoard,
  transition,
  type BoardEvent,
  type CallBoard,
} from '../../src/domain/calls/CallBoard';
import type { Action } from '../../src/domain/calls/Command';
import { Failure } from '../../src/domain/Failure';
import { missedCall, report, sampleCalls, originalReport } from '../support/sampleCalls';

const { talking } = sampleCalls;
const originate: Action = { kind: 'originate', target: { kind: 'number', number: '101' } };
const hold: Action = { kind: 'hold', callId: 'a', on: true };
const failure = new Failure('refused', 'NotSupported');
const play = (...events: BoardEvent[]): CallBoard => events.reduce(transition, emptyBoard);
const reported = (...calls: Parameters<typeof report>[0]): BoardEvent => ({
  type: 'reported',
  report: report(calls),
  at: 2_000,
  lastAt: null,
});
const sent = (id: number, action: Action): BoardEvent => ({ type: 'sent', id, action });

test('only a report changes the calls', () => {
  const board = play(reported(talking('a')), sent(1, { kind: 'mute', callId: 'a', on: true }), {
    type: 'accepted',
    id: 1,
  });
  expect(board.calls).toEqual([talking('a')]);
  expect(board.commands).toMatchObject([{ id: 1, stage: 'accepted', known: ['a'] }]);
});

test('a report sets calls, missed calls, revision and clock skew', () => {
  const missed = [missedCall('m')];
  expect(
    play({
      type: 'reported',
      report: { calls: [], missed, revision: 7, skewMs: -60_000 },
      at: 2_000,
      lastAt: null,
    }),
  ).toEqual({ ...emptyBoard, missed, revision: 7, skewMs: -60_000, isReported: true });
});

test('where the backend does not send its time the skew is derived from a conversation that begins', () => {
  const at = 1_763_700_000_000;
  const begun = talking('a', { answeredAt: at + 600_000 });
  const board = play(
    { type: 'reported', report: originalReport(), at: at - 3_000, lastAt: null },
    { type: 'reported', report: originalReport(begun), at, lastAt: at - 3_000 },
  );
  expect(board.skewMs).toBe(-600_000);
});

test('a refusal removes the command and sets the problem; the next command clears it', () => {
  const board = play(reported(talking('a')), sent(1, hold), { type: 'refused', id: 1, failure });
  expect(board).toMatchObject({ commands: [], problem: { action: hold, failure } });
  expect(transition(board, sent(2, hold)).problem).toBeNull();
  expect(transition(board, { type: 'dismissed' }).problem).toBeNull();
});

test('a problem is cleared when its call ends; one without a call when any call begins or ends', () => {
  const failed = play(reported(talking('a')), sent(1, hold), { type: 'refused', id: 1, failure });
  expect(transition(failed, reported(talking('a'))).problem).not.toBeNull();
  expect(transition(failed, reported(talking('a'), talking('b'))).problem).not.toBeNull();
  expect(transition(failed, reported()).problem).toBeNull();
  const digits = play(reported(talking('a')), { type: 'dtmfFailed', failure });
  expect(transition(digits, reported(talking('a'))).problem).not.toBeNull();
  expect(transition(digits, reported()).problem).toBeNull();
  const call = play(sent(1, originate), { type: 'refused', id: 1, failure });
  expect(transition(call, reported()).problem).not.toBeNull();
  expect(transition(call, reported(talking('b'))).problem).toBeNull();
});

test('digits that were not sent become the problem and do not change commands', () => {
  const board = play(reported(talking('a')), sent(1, hold), { type: 'dtmfFailed', failure });
  expect(board).toMatchObject({ commands: [{ id: 1 }], problem: { action: { kind: 'dtmf' }, failure } });
});

test('an accepted command without effect expires; its problem has no failure', () => {
  const board = play(sent(1, originate), { type: 'accepted', id: 1 }, { type: 'expired', id: 1 });
  expect(board).toMatchObject({ commands: [], problem: { action: originate, failure: null } });
});

test('hanging up the call being dialled removes its originate command', () => {
  const board = play(
    sent(1, originate),
    { type: 'accepted', id: 1 },
    sent(2, { kind: 'hangup', callId: null }),
  );
  expect(pendingOriginate(board)).toEqual(originate);
  expect(pendingOriginate(transition(board, { type: 'accepted', id: 2 }))).toBeNull();
});

test('hanging up another call leaves the call being dialled', () => {
  const board = play(reported(talking('a')), sent(1, originate), sent(2, { kind: 'hangup', callId: 'a' }), {
    type: 'accepted',
    id: 2,
  });
  expect(board.commands.map(({ id, stage }) => [id, stage])).toEqual([
    [1, 'sent'],
    [2, 'accepted'],
  ]);
});

test('a newer originate replaces the older one', () => {
  const other: Action = { kind: 'originate', target: { kind: 'number', number: '102' } };
  expect(
    play(sent(1, originate), { type: 'accepted', id: 1 }, sent(2, other)).commands.map(({ id }) => id),
  ).toEqual([2]);
});

test('events of unknown commands change nothing', () => {
  for (const event of [
    { type: 'accepted', id: 9 },
    { type: 'expired', id: 9 },
    { type: 'refused', id: 9, failure },
    { type: 'dismissed' },
  ] as const) {
    expect(transition(emptyBoard, event)).toBe(emptyBoard);
  }
});
