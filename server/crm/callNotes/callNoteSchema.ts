import * as v from 'valibot';
import { readJson } from '../../system/readJson';
import { recordSchema } from '../callLog/CallJob';
import type { CallNote } from './CallNote';

const ms = v.pipe(v.number(), v.finite());
const leadId = v.nullable(v.number());
const outcomeId = v.nullable(v.string());

const base = {
  id: v.string(),
  parts: v.record(v.string(), v.object({ text: v.string(), at: ms })),
  choice: v.nullable(
    v.object({
      outcomeId,
      leadId,
      task: v.nullable(v.object({ text: v.string(), dueAt: ms })),
      by: v.string(),
      at: ms,
    }),
  ),
  legs: v.array(v.object({ extension: v.string(), callId: v.string() })),
  changedAt: ms,
};

/** A note as the store keeps it. */
export const callNoteSchema: v.GenericSchema<unknown, CallNote> = v.variant('phase', [
  v.object({ phase: v.literal('live'), ...base }),
  v.object({ phase: v.literal('waiting'), ...base, record: recordSchema, until: ms }),
  v.object({
    phase: v.literal('logged'),
    ...base,
    record: recordSchema,
    entry: v.object({ outcomeId, leadId }),
    hasTask: v.boolean(),
    revision: v.number(),
    sent: v.string(),
  }),
]);

/** Is it a stored note on such a client's call that has gone to amoCRM? @param isOf is it the client's number? */
export function isNoteOf(text: string, isOf: (number: string) => boolean): boolean {
  const note = readJson(callNoteSchema, text);
  return note?.phase === 'logged' && isOf(note.record.number);
}
