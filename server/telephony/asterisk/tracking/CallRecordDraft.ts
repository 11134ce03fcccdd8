import type { Outcome } from '../../../calls/CallRecord';

/**
 * What is known so far of a whole call, for the record at its end. Plain data, to be kept over a restart. Times in
 * ms since 1970.
 */
export interface CallRecordDraft {
  /** Linkedid. */
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  /** Uniqueid of the client's channel; null: the outside has no part in it, yet. */
  readonly client: string | null;
  /** The client's number as the PBX has it; empty: not known. */
  readonly number: string;
  readonly via: string | null;
  readonly extensions: readonly string[];
  /** Who talked with the client last. */
  readonly talked: string | null;
  /** Who was rung last. */
  readonly rung: string | null;
  /** Why nobody talked, as far as it is known. */
  readonly failure: Outcome | null;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  /** Named by our dialplan. */
  readonly recording: string | null;
  /** Named by Asterisk's own MixMonitor. */
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
