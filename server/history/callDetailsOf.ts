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

/** Reads what lists show of a call. Of one that an earlier version has kept it is made of the journal, or of the record in its place. */
export function callDetailsOf({
  id,
  details,
  journal: text,
}: Pick<StoredCall, 'id' | 'details' | 'journal'>): CallDetails {
  if (details !== undefined) return readJson(detailsSchema, details) ?? detailsOf(null, null);
  const journal = readJson(journalSchema, text);
  if (journal === null) return detailsOf(readJson(recordSchema, text), null);
  return detailsOf(recordOf(journal, id), journal);
}
