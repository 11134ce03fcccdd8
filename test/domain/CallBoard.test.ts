import fc from 'fast-check';
import type { Call } from '../../src/domain/calls/Call';
import {
  dialling,
  emptyBoard,
  objection,
  transition,
  type BoardEvent,
  type CallBoard,
} from '../../src/domain/calls/CallBoard';
import { isConfirmed, type Action } from '../../src/domain/calls/Command';
import { Failure } from '../../src/domain/Failure';

const party = { name: null, number: '+79101234567', contactId: null };
const call = (id: string, changes: Partial<{ phase: 'talking' | 'held'; muted: boolean }> = {}): Call => ({
  id,
  party,
  answeredAt: 1_000,
  muted: false,
  phase: 'talking',
  ...changes,
});
const originate: Action = { kind: 'originate', target: { kind: 'number', number: '101' } };
const play = (...events: BoardEvent[]): CallBoard => events.reduce(transition, emptyBoard);
const reported = (...calls: Call[]): BoardEvent => ({ type: 'reported', calls, at: 2_000 });
const sent = (id: number, action: Action): BoardEvent => ({ type: 'sent', id, action });

test('the screen says only what the backend reported', () => {
  const board = play(reported(call('a')), sent(1, { kind: 'mute', callId: 'a', on: true }), {
    type: 'accepted',
    id: 1,
  });
  expect(board.calls).toEqual([call('a')]);
  expect(board.commands).toHaveLength(1);
});

test.each<[string, Action, Call[]]>([
  ['mute', { kind: 'mute', callId: 'a', on: true }, [call('a', { muted: true })]],
  ['unmute', { kind: 'mute', callId: 'a', on: false }, [call('a')]],
  ['hold', { kind: 'hold', callId: 'a', on: true }, [call('a', { phase: 'held' })]],
  ['resume', { kind: 'hold', callId: 'a', on: false }, [call('a')]],
  ['hangup', { kind: 'hangup', callId: 'a' }, []],
  ['redirect', { kind: 'redirect', callId: 'a', target: { kind: 'number', number: '102' } }, []],
  ['originate', originate, [call('b')]],
  ['anything for a call that is gone', { kind: 'mute', callId: 'a', on: true }, [call('b')]],
])('%s is confirmed by the report that shows it', (_what, action, calls) => {
  expect(isConfirmed(action, calls)).toBe(true);
  expect(play(sent(1, action), reported(...calls)).commands).toEqual([]);
});

test.each<[string, Action, Call[]]>([
  ['mute', { kind: 'mute', callId: 'a', on: true }, [call('a')]],
  ['hold', { kind: 'hold', callId: 'a', on: true }, [call('a')]],
  ['hangup', { kind: 'hangup', callId: 'a' }, [call('a')]],
  ['redirect', { kind: 'redirect', callId: 'a', target: { kind: 'number', number: '102' } }, [call('a')]],
  ['originate', originate, []],
])('%s stays pending while the report does not show it', (_what, action, calls) => {
  expect(play(sent(1, action), reported(...calls)).commands).toHaveLength(1);
});

test('a refusal rolls back with its reason, and the next command clears it', () => {
  const failure = new Failure('refused', 'NotSupported');
  const hold: Action = { kind: 'hold', callId: 'a', on: true };
  const board = play(reported(call('a')), sent(1, hold), { type: 'refused', id: 1, failure });
  expect(board).toMatchObject({ commands: [], problem: { action: hold, failure } });
  expect(transition(board, sent(2, hold)).problem).toBeNull();
  expect(transition(board, { type: 'dismissed' }).problem).toBeNull();
});

test('a command that was accepted and never shown expires without a reason', () => {
  const board = play(sent(1, originate), { type: 'accepted', id: 1 }, { type: 'expired', id: 1 });
  expect(board).toMatchObject({ commands: [], problem: { action: originate, failure: null } });
});

test('hanging up what is being dialled ends the dialling', () => {
  const board = play(
    sent(1, originate),
    { type: 'accepted', id: 1 },
    sent(2, { kind: 'hangup', callId: null }),
  );
  expect(dialling(board)).toEqual(originate);
  expect(dialling(transition(board, { type: 'accepted', id: 2 }))).toBeNull();
});

test('a newer call that is dialled takes the place of the older', () => {
  const other: Action = { kind: 'originate', target: { kind: 'number', number: '102' } };
  expect(
    play(sent(1, originate), { type: 'accepted', id: 1 }, sent(2, other)).commands.map(({ id }) => id),
  ).toEqual([2]);
});

test.each<[string, CallBoard, Action, string | null]>([
  ['a call, when idle', emptyBoard, originate, null],
  ['a call, in a call', play(reported(call('a'))), originate, 'inCall'],
  ['a call, while one is sent', play(sent(1, originate)), originate, 'pending'],
  [
    'a call, when the one before rings on',
    play(sent(1, originate), { type: 'accepted', id: 1 }),
    originate,
    null,
  ],
  ['mute without a call', emptyBoard, { kind: 'mute', callId: 'a', on: true }, 'noCall'],
  ['hang up of nothing', emptyBoard, { kind: 'hangup', callId: null }, 'noCall'],
  [
    'mute twice',
    play(reported(call('a')), sent(1, { kind: 'mute', callId: 'a', on: true })),
    { kind: 'mute', callId: 'a', on: false },
    'pending',
  ],
  [
    'hold while mute is on its way',
    play(reported(call('a')), sent(1, { kind: 'mute', callId: 'a', on: true })),
    { kind: 'hold', callId: 'a', on: true },
    null,
  ],
  [
    'hold after hang up',
    play(reported(call('a')), sent(1, { kind: 'hangup', callId: 'a' })),
    { kind: 'hold', callId: 'a', on: true },
    'pending',
  ],
  [
    'hang up during a redirect',
    play(
      reported(call('a')),
      sent(1, { kind: 'redirect', callId: 'a', target: { kind: 'number', number: '1' } }),
    ),
    { kind: 'hangup', callId: 'a' },
    null,
  ],
])('asking for %s', (_what, board, action, expected) => {
  expect(objection(board, action)).toBe(expected);
});

test('events of unknown commands change nothing', () => {
  const failure = new Failure('timeout');
  for (const event of [
    { type: 'accepted', id: 9 },
    { type: 'expired', id: 9 },
    { type: 'refused', id: 9, failure },
    { type: 'dismissed' },
  ] as const) {
    expect(transition(emptyBoard, event)).toBe(emptyBoard);
  }
});

describe('any order of events', () => {
  const callId = fc.constantFrom('a', 'b');
  const anyCall = fc
    .record({ id: callId, phase: fc.constantFrom('talking', 'held'), muted: fc.boolean() })
    .map(({ id, phase, muted }) => call(id, { phase: phase as 'talking', muted }));
  const action: fc.Arbitrary<Action> = fc.oneof(
    fc.constant(originate),
    fc.record({ kind: fc.constant('hangup' as const), callId: fc.option(callId, { nil: null }) }),
    fc.record({ kind: fc.constant('mute' as const), callId, on: fc.boolean() }),
    fc.record({ kind: fc.constant('hold' as const), callId, on: fc.boolean() }),
  );
  const id = fc.integer({ min: 1, max: 5 });
  const event: fc.Arbitrary<BoardEvent> = fc.oneof(
    fc.record({
      type: fc.constant('reported' as const),
      calls: fc.array(anyCall, { maxLength: 1 }),
      at: fc.nat(),
    }),
    fc.record({ type: fc.constant('sent' as const), id, action }),
    fc.record({ type: fc.constant('accepted' as const), id }),
    fc.record({ type: fc.constant('refused' as const), id, failure: fc.constant(new Failure('timeout')) }),
    fc.record({ type: fc.constant('expired' as const), id }),
  );

  test('calls come from reports alone, and no command outlives its confirmation or its end', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let board = emptyBoard;
        for (const one of events) {
          const before = board;
          board = transition(board, one);
          if (one.type === 'reported') {
            expect(board.calls).toBe(one.calls);
            expect(board.commands.filter((command) => isConfirmed(command.action, one.calls))).toEqual([]);
          } else expect(board.calls).toBe(before.calls);
          if (one.type === 'refused' || one.type === 'expired')
            expect(board.commands.some((command) => command.id === one.id)).toBe(false);
          expect(
            board.commands.filter((command) => command.action.kind === 'originate').length,
          ).toBeLessThanOrEqual(1);
        }
        // Whatever is left ends once each command has ended: no button stays stuck.
        const ended = board.commands.reduce(
          (now, command) => transition(now, { type: 'expired', id: command.id }),
          board,
        );
        expect(ended.commands).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
