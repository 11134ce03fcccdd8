import * as v from 'valibot';

/*
 * What the methods for notes and outcomes answer. Their parameters are in savedNote.ts, since the widget checks answers alone: script.js
 * has the one copy of valibot for all files of the widget, and would carry what checks parameters.
 */

/** Longest text of one agent on one call, characters. */
export const LONGEST_NOTE = 4_000;

/** Longest text of a next task, characters. */
export const LONGEST_TASK = 1_000;

/** Most minutes that agents can add to the time in which the outcome is waited for. */
export const MOST_MORE_MINUTES = 10;

/** Languages that a company may name an outcome in: those of the widget. */
export const outcomeLanguages = ['ru', 'en', 'es', 'pt'] as const;

/** Seconds since 1970 by the backend's clock. */
const seconds = v.number();

/** A text in each of `outcomeLanguages`. */
export const outcomeTexts = v.object({ ru: v.string(), en: v.string(), es: v.string(), pt: v.string() });

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
      text: outcomeTexts,
      /** Queues and lines (`via` of a call) that it is for; null: all. */
      lines: v.nullable(v.array(v.string())),
      /** amoCRM's `call_status`; null: what the telephone system says. */
      call_status: v.nullable(v.number()),
      /** The next task that is offered with it. */
      task: v.nullable(v.object({ text: outcomeTexts, in_minutes: v.number() })),
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
