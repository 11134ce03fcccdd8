import * as v from 'valibot';
import { contactIdSchema, directions } from './call';
import { outcomeTexts } from './callNote';

/*
 * What the methods for the list of past calls answer. Their parameters are in historyQuery.ts, since the widget checks answers alone.
 */

/** Seconds since 1970 by the backend's clock. */
const seconds = v.number();

/** What agents have written of a call, as far as the agent who asks may read it. */
const note = v.object({
  texts: v.array(v.object({ name: v.string(), is_me: v.boolean(), text: v.string() })),
  /** What the call ended with, of the company's list; null: nothing was chosen. */
  outcome: v.nullable(outcomeTexts),
});

/** An ended call. */
export const historyLineSchema = v.object({
  /** The telephone system's key of the whole call, for `get_recording`. */
  id: v.string(),
  /** As the company sees it: INTERNAL is a call between colleagues. */
  direction: v.picklist(directions),
  contact_phone: v.string(),
  contact_name: v.nullable(v.string()),
  contact_id: v.nullable(contactIdSchema),
  company: v.nullable(v.string()),
  /** Queue or line that the client dialled. */
  via: v.nullable(v.string()),
  /** Who talked last, else who called or was rung last; null: no agent, or one whose calls the agent may not see. */
  agent: v.nullable(v.object({ name: v.string(), is_me: v.boolean() })),
  /** Did the agent's own phone take part, or ring? */
  is_mine: v.boolean(),
  started_at: seconds,
  /** 0: no one talked. */
  talk_seconds: v.number(),
  /** `answered`, `missed`, `busy`, `noAnswer`, `rejected`, `failed`; `answeredElsewhere`: only the agent's phone rang. */
  outcome: v.string(),
  note: v.nullable(note),
  has_recording: v.boolean(),
});

/** Result of `get_history`: a page, the newest call first. */
export const historySchema = v.object({
  calls: v.array(historyLineSchema),
  /** For the next page; null: this is the last one. A page may be short, or empty, and have a next one. */
  next: v.nullable(v.string()),
  /** May the agent ask for others' calls? */
  has_department: v.boolean(),
});

/** Result of `get_recording`. */
export const recordingLinkSchema = v.object({
  /** Address of the sound, which a player asks for in parts; null: there is no recording. */
  url: v.nullable(v.string()),
  /** When the address stops to work; null: there is none, or it is the telephone system's own. */
  expires_at: v.nullable(seconds),
});

/** See `historyLineSchema`. */
export type WireHistoryLine = v.InferOutput<typeof historyLineSchema>;

/** See `historySchema`. */
export type WireHistory = v.InferOutput<typeof historySchema>;

/** See `recordingLinkSchema`. */
export type WireRecordingLink = v.InferOutput<typeof recordingLinkSchema>;
