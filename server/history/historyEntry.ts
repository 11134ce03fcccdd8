import type { CallDetails } from '../calls/CallDetails';
import type { StoredCall } from '../store/StoredCall';
import { callDetailsOf } from './callDetailsOf';

/** An ended call with what lists of calls show of it. */
export interface HistoryEntry extends CallDetails {
  readonly call: StoredCall;
}

/** Reads what is kept of a call for lists of calls. */
export function historyEntry(call: StoredCall): HistoryEntry {
  return { call, ...callDetailsOf(call) };
}
