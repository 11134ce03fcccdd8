import * as v from 'valibot';
import { detailsOf, type CallDetails } from '../calls/CallDetails';
import { recordOf } from '../calls/journal/recordOf';
import { recordSchema } from '../crm/callLog/CallJob';
import type { StoredCall } from '../store/StoredCall';
import { readJson } from '../system/readJson';
import { journalSchema } from '../telephony/journalSchema';

const detailsSchema: v.GenericSchema<unknown, CallDetails> = v.object({
  record: v.nullable(recordSchema),
  talks: v.record(v.string(), v.number()),
});

/** An ended call with what lists of calls show of it. */
export interface HistoryEntry extends CallDetails {
  readonly call: StoredCall;
}

/**
 * Reads what is kept of a call for lists of calls. Of a call that an earlier version has kept it is made of the journal, or of the record
 * in its place.
 */
export function historyEntry(call: StoredCall): HistoryEntry {
  return { call, ...readDetails(call) };
}

function readDetails({ id, details, journal: text }: StoredCall): CallDetails {
  if (details !== undefined) return readJson(detailsSchema, details) ?? detailsOf(null, null);
  const journal = readJson(journalSchema, text);
  if (journal === null) return detailsOf(readJson(recordSchema, text), null);
  return detailsOf(recordOf(journal, id), journal);
}
