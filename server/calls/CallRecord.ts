/** How a whole call between a client and the company ended. */
export type CallOutcome =
  /** An agent and the client talked. */
  | 'answered'
  /** Inbound: not answered, or the client hung up before. */
  | 'missed'
  /** Outbound: the client was busy. */
  | 'busy'
  /** Outbound: the client did not answer, or the agent hung up before. */
  | 'noAnswer'
  /** The side that was called refused. */
  | 'rejected'
  /** The call could not be made. */
  | 'failed';

/**
 * A whole call between a client and the company that is over: one record, however many phones rang and people took
 * part. Calls between colleagues make no record. The driver reports each record once; a store treats a second one
 * with the same `id` as the same call. Times in ms since 1970.
 */
export interface CallRecord {
  /** The telephone system's id of the whole call, such as Asterisk's Linkedid; it is never used again. */
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  /** The client's number in the form in which amoCRM gets it. */
  readonly number: string;
  /** Queue or line that was dialled; null: not known. */
  readonly via: string | null;
  readonly outcome: CallOutcome;
  /** Extension of the agent who talked (of several the last), else of the one who called or was rung last; null: no agent took part. */
  readonly extension: string | null;
  /** All extensions that the call rang or that talked, in this order, each once. */
  readonly extensions: readonly string[];
  readonly startedAt: number;
  /** Null: the call was not answered. */
  readonly answeredAt: number | null;
  readonly endedAt: number;
  /** What the telephone system's clock showed at the begin: it names files by it. Absent: the same as `startedAt`. */
  readonly namedAt?: number;
  /** The recording's file as the telephone system names it: a path or a bare file name; null: none known. */
  readonly recording: string | null;
  /** The end was not heard: `endedAt` is the last time at which the call was certainly there. */
  readonly isEndHeard?: false;
  /**
   * For a time of this call the telephony system was not heard: others may have rung and talked, too, and the call may have
   * been answered earlier.
   */
  readonly isWhole?: false;
}
