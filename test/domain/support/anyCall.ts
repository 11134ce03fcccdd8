import fc from 'fast-check';
import type { Call } from '../../../src/domain/calls/Call';
import { sampleCalls } from '../../support/sampleCalls';
import { anyCallId } from './anyAction';

const { dialing, ringing, talking, held, ended } = sampleCalls;

/** Any call in any phase. */
export const anyCall: fc.Arbitrary<Call> = fc
  .record({
    id: anyCallId,
    phase: fc.constantFrom('dialing', 'ringing', 'talking', 'held', 'ended'),
    direction: fc.constantFrom('inbound' as const, 'outbound' as const, 'internal' as const),
    consultOf: fc.option(anyCallId, { nil: null }),
    muted: fc.boolean(),
  })
  .map(({ id, phase, muted, ...facts }) => {
    switch (phase) {
      case 'dialing':
        return dialing(id, facts);
      case 'ringing':
        return ringing(id, facts);
      case 'talking':
        return talking(id, { ...facts, muted });
      case 'held':
        return held(id, { ...facts, muted });
      default:
        return ended(id, facts);
    }
  });

/** Any calls that an agent may have at once. */
export const anyCalls = fc.uniqueArray(anyCall, { maxLength: 3, selector: ({ id }) => id });
