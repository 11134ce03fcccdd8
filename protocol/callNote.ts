import * as v from 'valibot';

/** Longest text of one agent on one call, characters. */
export const LONGEST_NOTE = 4_000;

/** Longest text of a next task, characters. */
export const LONGEST_TASK = 1_000;

/** Most minutes that agents can add to the time in which the outcome is waited for. */
export const MOST_MORE_MINUTES = 10;

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
  /**
   * Names the computer, the same at each request of it: then a text of another computer of the agent is replaced only by one
   * that has it, or that was typed after it was read.
   */
  writer: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  /** `written_at` of the text that was read last by `get_note`; null or left out: none was. */
  read_at: v.optional(v.nullable(seconds)),
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

/** Parameters of `extend_wait`. */
export const extendedWait = v.object({
  unique_id: id,
  /** In all, not more than before: so a request may come twice. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_MORE_MINUTES)),
});

/** How far the note of a call is; without what stands in it. */
const state = {
  /** The call is over and had this agent last, and the outcome is missing: the entry waits for it, or it is required. */
  is_asked: v.boolean(),
  /** The company wants an outcome of this call, also after the entry has gone without. */
  is_required: v.boolean(),
  /** The call's entry goes to amoCRM at this time without an outcome; null: it waits for none. */
  waits_until: v.nullable(seconds),
  /** What `extend_wait` has added to that. */
  more_minutes: v.number(),
  /** The entry is on its way or there: its deal stays, and so does a task; what is written goes to amoCRM as a note. */
  is_logged: v.boolean(),
};

/** The note of a call as a status shows it: enough to see when it is worth to read it. */
export const noteStateSchema = v.object({
  ...state,
  has_outcome: v.boolean(),
  has_task: v.boolean(),
  /** How many agents have written. */
  texts: v.number(),
  /** The computer that the agent's own text is of; null: there is none, or it was not named. */
  writer: v.nullable(v.string()),
  /** When a colleague has changed their text last, or what was chosen; null: none has. */
  others_at: v.nullable(seconds),
});

/** Result of `get_note`: what agents have written of a call. */
export const callNoteSchema = v.object({
  ...state,
  /** The agent's own. */
  text: v.string(),
  /** Null: they have written nothing. */
  written_at: v.nullable(seconds),
  /** See `noteStateSchema`. */
  writer: v.nullable(v.string()),
  /** Of colleagues who talked with the client before or after, or were asked about them. */
  others: v.array(v.object({ name: v.string(), text: v.string(), written_at: seconds })),
  outcome_id: v.nullable(v.string()),
  lead_id: v.nullable(v.string()),
  task: v.nullable(v.object({ text: v.string(), due_at: seconds })),
  /** Who has chosen these; null: nothing is chosen. */
  chosen_by: v.nullable(v.string()),
  /** Ids of the outcomes that may be chosen for this call. */
  offered: v.array(v.string()),
});

/** Result of `get_open_notes`: calls that were this agent's last and whose outcome is missing, the newest first. */
export const openNotesSchema = v.array(
  v.object({
    ...state,
    unique_id: v.string(),
    direction: v.picklist(['INBOUND', 'OUTBOUND']),
    contact_name: v.nullable(v.string()),
    contact_id: v.nullable(v.string()),
    contact_phone: v.string(),
    via: v.nullable(v.string()),
    started_at: seconds,
    answered_at: v.nullable(seconds),
    ended_at: seconds,
  }),
);

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

/** See `noteStateSchema`. */
export type WireNoteState = v.InferOutput<typeof noteStateSchema>;

/** See `callNoteSchema`. */
export type WireNote = v.InferOutput<typeof callNoteSchema>;

/** See `openNotesSchema`. */
export type WireOpenNotes = v.InferOutput<typeof openNotesSchema>;

/** See `outcomesSchema`. */
export type WireOutcomes = v.InferOutput<typeof outcomesSchema>;

/** Parameters of `save_note` as the handler gets them. */
export type SavedNote = v.InferOutput<typeof savedNote>;

/** Parameters of `set_outcome` as the handler gets them. */
export type SetOutcome = v.InferOutput<typeof setOutcome>;

/** Parameters of `extend_wait` as the handler gets them. */
export type ExtendedWait = v.InferOutput<typeof extendedWait>;
