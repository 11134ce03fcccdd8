import type { StoredCall } from '../../../../server/store/StoredCall';

/** A client's call that 101 took, and what is different in this one. */
export function sampleCall(more: Partial<StoredCall> = {}): StoredCall {
  return {
    id: '1763700000.1',
    startedAt: 1_763_700_000_000,
    endedAt: 1_763_700_060_000,
    direction: 'inbound',
    numberKey: '9101234567',
    outcome: 'answered',
    extension: '101',
    extensions: ['102', '101'],
    talkSeconds: 50,
    journal: '{"facts":["Звонок","\\u0000"]}',
    ...more,
  };
}
