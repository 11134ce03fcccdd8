import * as v from 'valibot';
import { LONGEST_NOTE, LONGEST_TASK, MOST_MORE_MINUTES } from './callNote';

/** The begin of 2100, seconds since 1970. */
const LATEST = 4_102_444_800;

/** Seconds since 1970 by the backend's clock. What is no time of a call could not be kept, nor taken by amoCRM. */
const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(LATEST));

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

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

/** Parameters of `save_note` as the handler gets them. */
export type SavedNote = v.InferOutput<typeof savedNote>;

/** Parameters of `set_outcome` as the handler gets them. */
export type SetOutcome = v.InferOutput<typeof setOutcome>;

/** Parameters of `extend_wait` as the handler gets them. */
export type ExtendedWait = v.InferOutput<typeof extendedWait>;
