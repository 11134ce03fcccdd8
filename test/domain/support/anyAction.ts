import fc from 'fast-check';
import type { Action, DialTarget } from '../../../src/domain/calls/Command';

/** Id of one of three calls. */
export const anyCallId = fc.constantFrom('a', 'b', 'c');

const target: fc.Arbitrary<DialTarget> = fc.oneof(
  fc.record({ kind: fc.constant('number' as const), number: fc.constantFrom('101', '102') }),
  fc.record({
    kind: fc.constant('contact' as const),
    contact: fc.record({
      id: fc.constantFrom('c1', 'c2'),
      name: fc.constant('Анна'),
      number: fc.constantFrom('101', '103'),
      presence: fc.constant(null),
    }),
  }),
);

/** Any action, on one of three calls where it needs one. */
export const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('originate' as const), target }),
  fc.record({ kind: fc.constant('hangup' as const), callId: fc.option(anyCallId, { nil: null }) }),
  fc.record({ kind: fc.constantFrom('answer' as const, 'reject' as const), callId: anyCallId }),
  fc.record({ kind: fc.constantFrom('mute' as const, 'hold' as const), callId: anyCallId, on: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('redirect' as const, 'consult' as const), callId: anyCallId, target }),
  fc.record({
    kind: fc.constantFrom('completeTransfer' as const, 'cancelTransfer' as const),
    callId: anyCallId,
  }),
);
