import * as v from 'valibot';

/** Longest text of one agent on one call, characters. */
export const LONGEST_NOTE = 4_000;

/** Longest text of a next task, characters. */
export const LONGEST_TASK = 1_000;

/** Languages that a company may name an outcome in: those of the widget. */
export const outcomeLanguages = ['ru', 'en', 'es', 'pt'] as const;

/** The begin of 2100, seconds since 1970. */
const LATEST = 4_102_444_800;

/** Seconds since 1970 by the backend's clock. What is no time of a call could not be kept, nor taken by amoCRM. */
const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(LATEST));

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

/** A text in each of `outcomeLanguages`. */
const texts = v.object(v.entriesFromList(outcomeLanguages, v.string()));

/** Parameters of `save_note`. The later one of two texts counts, in whatever order they come. */
export const savedNote = v.object({
  unique_id: id,
  /** Whole, as it is now. Empty: the agent has removed it. */
  text: v.pipe(
    v.string(),
    v.check((text) => Array.from(text).length <= LONGEST_NOTE, 'too long'),
  ),
  /** When it was typed. A time that is still to come counts as now. */
  written_at: seconds,
});

/** Parameters of `set_outcome`: all that is chosen; what is left out is not chosen, or not any more. */
export const setOutcome = v.object({
  unique_id: id,
  outcome_id: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(32))),
  /** amoCRM's id of the deal. */
  lead_id: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/))),
  /** The next task; both or none. */
  task_text: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LONGEST_TASK))),
  task_due_at: v.optional(seconds),
  /** As of `savedNote`. */
  written_at: seconds,
});

/** Result of `get_note`: what agents have written of a call. */
export const callNoteSchema = v.object({
  /** The agent's own. */
  text: v.string(),
  /** Null: they have written nothing. */
  written_at: v.nullable(seconds),
  /** Of colleagues who talked with the client before or after, or were asked about them. */
  others: v.array(v.object({ name: v.string(), text: v.string(), written_at: seconds })),
  outcome_id: v.nullable(v.string()),
  lead_id: v.nullable(v.string()),
  task: v.nullable(v.object({ text: v.string(), due_at: seconds })),
  /** Who has chosen these; null: nothing is chosen. */
  chosen_by: v.nullable(v.string()),
  /** The call's entry goes to amoCRM at this time without an outcome; null: it waits for none. */
  waits_until: v.nullable(seconds),
  /** The entry is on its way or there: its deal stays, and so does a task; what is written goes to amoCRM as a note. */
  is_logged: v.boolean(),
});

/** Result of `get_outcomes`: what the company has agents say of a call. */
export const outcomesSchema = v.object({
  /** How long the entry waits for an outcome after the call. */
  wait_seconds: v.number(),
  /** Whose calls need one; null: those to the queues and lines of `required_lines`. */
  required: v.nullable(v.picklist(['always', 'never'])),
  required_lines: v.array(v.string()),
  outcomes: v.array(
    v.object({
      id: v.string(),
      text: texts,
      /** Queues and lines (`via` of a call) that it is for; null: all. */
      lines: v.nullable(v.array(v.string())),
      /** amoCRM's `call_status`; null: what the telephone system says. */
      call_status: v.nullable(v.number()),
      /** The next task that is offered with it. */
      task: v.nullable(v.object({ text: texts, in_minutes: v.number() })),
    }),
  ),
});

/** See `callNoteSchema`. */
export type WireNote = v.InferOutput<typeof callNoteSchema>;

/** See `outcomesSchema`. */
export type WireOutcomes = v.InferOutput<typeof outcomesSchema>;

/** Parameters of `save_note` as the handler gets them. */
export type SavedNote = v.InferOutput<typeof savedNote>;

/** Parameters of `set_outcome` as the handler gets them. */
export type SetOutcome = v.InferOutput<typeof setOutcome>;
