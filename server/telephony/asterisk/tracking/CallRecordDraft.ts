import type { CallOutcome } from '../../../calls/CallRecord';

/**
 * What is known so far of a whole call, for its record. Plain data, stored over a restart. Times in ms since 1970.
 */
export interface CallRecordDraft {
  /** Linkedid. */
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  /** Uniqueid of the client's channel; null: no outside party takes part yet. */
  readonly client: string | null;
  /** The client's number as the PBX has it; empty: not known. */
  readonly number: string;
  readonly via: string | null;
  readonly extensions: readonly string[];
  /** Extension that talked with the client last. */
  readonly talked: string | null;
  /** Extension that was rung last. */
  readonly rung: string | null;
  /** Why the call was not answered, as far as is known. */
  readonly failure: CallOutcome | null;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  /** Path set by our dialplan. */
  readonly recording: string | null;
  /** Path set by Asterisk's MixMonitor. */
  readonly mixMonitor: string | null;
}

export function newDraft(id: string, at: number): CallRecordDraft {
  return {
    id,
    direction: 'inbound',
    client: null,
    number: '',
    via: null,
    extensions: [],
    talked: null,
    rung: null,
    failure: null,
    startedAt: Math.round(at),
    answeredAt: null,
    recording: null,
    mixMonitor: null,
  };
}
