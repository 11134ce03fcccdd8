import type { CallRecord } from './CallRecord';
import type { Journal } from './journal/Journal';
import { talkSecondsOf } from './journal/talkSecondsOf';

/** What agents' lists of calls show of a whole call, besides what it is found by. */
export interface CallDetails {
  /** Null: a call between colleagues. */
  readonly record: CallRecord | null;
  /** By extension: for how long each agent talked with the client, s; empty also where it is not known. */
  readonly talks: Readonly<Record<string, number>>;
}

/** @param journal null: the telephone system has reported none */
export function detailsOf(record: CallRecord | null, journal: Journal | null): CallDetails {
  return {
    record,
    talks: record === null || journal === null ? {} : talkSecondsOf(journal, record.id),
  };
}
