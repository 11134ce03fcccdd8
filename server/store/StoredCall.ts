/**
 * A whole call as the store keeps it: the journal as a text, and beside it what calls are looked up by. Times in ms
 * since 1970.
 */
export interface StoredCall {
  /** The telephone system's key of the whole call. */
  readonly id: string;
  readonly startedAt: number;
  /** Null: it is not over. */
  readonly endedAt: number | null;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  /** By which a client's calls are found, such as the last ten digits; empty: the number is not known. */
  readonly numberKey: string;
  /** Such as `answered`; null: it is not over. */
  readonly outcome: string | null;
  /** The agent whose call it is; null: none. */
  readonly extension: string | null;
  /** All extensions that took part. */
  readonly extensions: readonly string[];
  /** Whole seconds. */
  readonly talkSeconds: number;
  readonly journal: string;
  /** What the agents' list of calls shows of it, in the form of the part that keeps it; left out: an earlier version kept none. */
  readonly details?: string | undefined;
  /** What agents have written of it (`saveNote`); saving the call does not change it. */
  readonly note?: string | undefined;
}

/** Which ended calls are wanted. What is left out is not looked at. */
export interface CallQuery {
  /** Began then or later, ms since 1970. */
  readonly from?: number;
  /** Began before, ms since 1970. */
  readonly to?: number;
  readonly numberKey?: string;
  /** Took part in the call. */
  readonly extension?: string;
  /** `next` of the page before. */
  readonly after?: CallPosition;
  /** Calls on the page, 1 to 500. */
  readonly limit: number;
  /** The journal is empty where there are details: it is long. */
  readonly isBrief?: true;
}

/** Where a page ends. */
export interface CallPosition {
  readonly startedAt: number;
  readonly id: string;
}

/** Calls, the newest first. */
export interface CallPage {
  readonly calls: readonly StoredCall[];
  /** Null: there are no older calls. */
  readonly next: CallPosition | null;
}

/** Number of a day's calls with one direction and outcome; holds no number and no name. */
export interface DayTotal {
  /** Day of the begin where the backend runs, such as `2026-11-28`. */
  readonly day: string;
  readonly direction: StoredCall['direction'];
  readonly outcome: string;
  readonly calls: number;
  readonly talkSeconds: number;
}
