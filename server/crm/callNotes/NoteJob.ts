import * as v from 'valibot';

/** The call that something was written about. */
const callSchema = v.object({
  id: v.string(),
  number: v.string(),
  /** ms since 1970 */
  startedAt: v.number(),
  /** Extension of the agent whose call it was, as of its `CallRecord`; left out: not known. */
  extension: v.exactOptional(v.nullable(v.string())),
  /** An agent has dialled it, and a colleague had it, too (`isHandedOn`). */
  isHandedOn: v.exactOptional(v.literal(true)),
  /** See `CallMarks.entryKeys`. Left out: an earlier release has made the job. */
  isSigned: v.exactOptional(v.literal(true)),
});

const entries = {
  call: callSchema,
  /** Extension of the agent; null: not known. */
  by: v.nullable(v.string()),
  /** The deal that an agent has chosen; null: it goes where the call's entry is. */
  leadId: v.nullable(v.number()),
};

/** A revision of a call's note on its way into amoCRM, or the next task, as the outbox stores them. */
export const noteJobSchema = v.variant('stage', [
  v.object({ stage: v.literal('note'), ...entries, revision: v.number(), text: v.string() }),
  v.object({
    stage: v.literal('nextTask'),
    ...entries,
    text: v.string(),
    /** ms since 1970 */
    dueAt: v.number(),
    /** It is a call-back that was promised, which stands in the company's list until the client was talked with. */
    isPromised: v.exactOptional(v.literal(true)),
  }),
]);

/** A note or a task on its way into amoCRM. */
export type NoteJob = v.InferOutput<typeof noteJobSchema>;

/** A revision of a note. */
export type RevisionJob = Extract<NoteJob, { stage: 'note' }>;

/** A next task. */
export type NextTaskJob = Extract<NoteJob, { stage: 'nextTask' }>;
