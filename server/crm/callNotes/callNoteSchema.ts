import * as v from 'valibot';
import { readJson } from '../../system/readJson';
import { entitySchema, recordSchema } from '../callLog/CallJob';
import type { CallNote } from './CallNote';
import { dealOf } from './dealOf';

const ms = v.pipe(v.number(), v.finite());
const leadId = v.nullable(v.number());
const outcomeId = v.nullable(v.string());

/** What an earlier version has not kept is not known. */
const orNull = <S extends v.GenericSchema>(
  schema: S,
): v.OptionalSchema<v.NullableSchema<S, undefined>, null> => v.optional(v.nullable(schema), null);

const base = {
  id: v.string(),
  parts: v.record(v.string(), v.object({ text: v.string(), at: ms, writer: orNull(v.string()) })),
  choice: v.nullable(
    v.object({
      outcomeId,
      leadId,
      leadFrom: v.optional(
        v.object({ by: v.string(), seesAll: v.boolean(), number: v.optional(v.string()) }),
      ),
      task: v.nullable(v.object({ text: v.string(), dueAt: ms })),
      by: v.string(),
      at: ms,
    }),
  ),
  legs: v.array(
    v.object({
      extension: v.string(),
      callId: v.string(),
      number: orNull(v.string()),
      via: orNull(v.string()),
      isDialled: v.optional(v.boolean()),
      colleague: v.optional(v.string()),
      consultOf: v.optional(v.string()),
      wasConsulted: v.optional(v.literal(true)),
      isAgain: v.optional(v.literal(true)),
      leftAt: orNull(ms),
    }),
  ),
  changedAt: ms,
};

/** A note as the store keeps it. */
export const callNoteSchema: v.GenericSchema<unknown, CallNote> = v.variant('phase', [
  v.object({ phase: v.literal('live'), ...base }),
  v.object({
    phase: v.literal('waiting'),
    ...base,
    record: recordSchema,
    until: ms,
    moreMinutes: v.optional(v.number(), 0),
  }),
  v.object({
    phase: v.literal('logged'),
    ...base,
    record: recordSchema,
    entry: v.object({ outcomeId, leadId }),
    on: v.optional(entitySchema),
    hasTask: v.boolean(),
    revision: v.number(),
    sent: v.string(),
    unsentAt: orNull(ms),
  }),
]);

/** What can be read of a note whose call is over; without its record there is nothing to be done with it. */
const salvagedSchema = v.pipe(
  v.object({
    parts: v.fallback(base.parts, {}),
    choice: v.fallback(base.choice, null),
    legs: v.fallback(base.legs, []),
    changedAt: v.fallback(ms, 0),
    record: recordSchema,
    hasTask: v.fallback(v.boolean(), false),
    revision: v.fallback(v.number(), 0),
  }),
  v.transform(({ parts, choice, legs, changedAt, record, hasTask, revision }): CallNote => ({
    ...{ id: record.id, parts, choice, legs, changedAt, record },
    // What was sent already is known by its id in the outbox.
    ...(revision === 0
      ? { phase: 'waiting', until: 0, moreMinutes: 0 }
      : {
          phase: 'logged',
          entry: { outcomeId: choice?.outcomeId ?? null, leadId: dealOf(choice, record) },
          hasTask,
          revision,
          sent: '',
          unsentAt: null,
        }),
  })),
);

/** A stored note as far as it can be read; null: not at all. */
export function readNote(text: string): { readonly note: CallNote; readonly isSalvaged: boolean } | null {
  const note = readJson(callNoteSchema, text);
  if (note !== null) return { note, isSalvaged: false };
  const salvaged = readJson(salvagedSchema, text);
  return salvaged === null ? null : { note: salvaged, isSalvaged: true };
}

/** Is it a stored note on such a client's call that has gone to amoCRM? @param isOf is it the client's number? */
export function isNoteOf(text: string, isOf: (number: string) => boolean): boolean {
  const note = readNote(text)?.note;
  return note?.phase === 'logged' && isOf(note.record.number);
}
