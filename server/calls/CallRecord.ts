/** How a call between a client and the company came out. */
export type CallOutcome =
  /** People talked. */
  | 'answered'
  /** A client's call that was not answered, or that the client gave up. */
  | 'missed'
  /** Our call: the client was busy. */
  | 'busy'
  /** Our call: the client did not answer, or we gave up. */
  | 'noAnswer'
  /** The side that was called refused. */
  | 'rejected'
  /** The call could not be made. */
  | 'failed';

/**
 * A whole call between a client and the company that is over, whatever number of phones it rang and people
 * took part. Calls between colleagues make no record. Told once by the driver; whoever stores it takes a
 * repetition with the same `id` for the same call. Times in ms since 1970.
 */
export interface CallRecord {
  /** The telephone system's key of the whole call, such as Asterisk's Linkedid; unique for ever. */
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  /** The client's number, as amoCRM is to have it. */
  readonly number: string;
  /** Queue or line that was dialled; null: not known. */
  readonly via: string | null;
  readonly outcome: CallOutcome;
  /** Extension of the agent who talked (of several the last), else of the one who called or was rung last; null: no agent took part. */
  readonly extension: string | null;
  /** All extensions that the call rang or that talked, in this order, each once. */
  readonly extensions: readonly string[];
  readonly startedAt: number;
  /** Null: nobody talked. */
  readonly answeredAt: number | null;
  readonly endedAt: number;
  /** The recording's file as the telephone system names it: a path or a bare file name; null: none known. */
  readonly recording: string | null;
  /** The end was not heard: `endedAt` is the last time at which the call was certainly there. */
  readonly isEndHeard?: false;
}
