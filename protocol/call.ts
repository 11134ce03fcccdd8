import * as v from 'valibot';

/** Which way a call goes, as the agent sees it. INTERNAL: the other end is a colleague. */
export const directions = ['INBOUND', 'OUTBOUND', 'INTERNAL'] as const;

/** Phases of a call. An ENDED call stays in the status for `ENDED_KEPT_MS`, so that every tab shows how it ended. */
export const phases = ['DIALING', 'RINGING', 'CONVERSATION', 'ENDED'] as const;

/** How a call ended. The widget shows any other value as HUNG_UP. */
export const endReasons = [
  'HUNG_UP',
  'BUSY',
  'NO_ANSWER',
  'REJECTED',
  'MISSED',
  'ANSWERED_ELSEWHERE',
  'TRANSFERRED',
  'FAILED',
  'UNKNOWN_NUMBER',
] as const;

/** amoCRM's id of a contact; some backends send it as a number. */
export const contactIdSchema = v.union([v.string(), v.number()]);

const seconds = v.pipe(v.number(), v.finite());

/**
 * A call of the agent (our extension). Nothing is converted and unknown fields are kept, because the widget
 * sends the status back as it got it. Times are seconds since 1970 by the backend's clock, fractions allowed.
 */
export const callSchema = v.looseObject({
  unique_id: v.string(),
  direction: v.picklist(directions),
  phase: v.picklist(phases),
  contact_name: v.nullish(v.string()),
  contact_id: v.nullish(contactIdSchema),
  contact_phone: v.string(),
  /** Contacts that have this number, when there are several; `contact_name` and `contact_id` are null then. */
  contact_matches: v.nullish(v.array(v.looseObject({ id: contactIdSchema, name: v.string() }))),
  /**
   * The backend knows amoCRM's contacts by itself, so that the widget does not ask amoCRM who calls. UNDER_WAY: it is looking;
   * DONE: it has looked, and names all that the user may view. FAILED: it could not look, and tries again while the call lives;
   * the widget may ask meanwhile. Missing: the widget has to ask.
   */
  contact_lookup: v.nullish(v.string()),
  company: v.nullish(v.string()),
  /** Name of the person responsible for the contact. */
  responsible: v.nullish(v.string()),
  /** Queue or line that was dialled. */
  via: v.nullish(v.string()),
  is_hold: v.boolean(),
  is_mute: v.boolean(),
  /** The other party has put the agent on hold. */
  is_far_hold: v.nullish(v.boolean()),
  started_at: seconds,
  answered_at: v.nullish(seconds),
  ended_at: v.nullish(seconds),
  end_reason: v.nullish(v.string()),
  /**
   * Of an ended call: who has the other end now, to whom the agent has handed it over or who has answered it. `is_refused`: it rang
   * there and was not answered. Sent only to polls that ask for cards.
   */
  went_to: v.nullish(v.looseObject({ name: v.string(), is_refused: v.boolean() })),
  /** This call is a consultation on the call with that `unique_id`. */
  consult_of: v.nullish(v.string()),
});

/**
 * The unanswered calls from one number to the agent, as one entry. The backend removes it once the agent has talked
 * with that number or has looked at the entry (`clear_missed`).
 */
export const missedCallSchema = v.looseObject({
  /** Id of the latest of these calls. */
  unique_id: v.string(),
  contact_name: v.nullish(v.string()),
  contact_id: v.nullish(contactIdSchema),
  contact_phone: v.string(),
  /** Number of calls. */
  count: v.pipe(v.number(), v.integer()),
  /** When the latest one ended. */
  at: seconds,
});

/** A call in the form of the wire. */
export type WireCall = v.InferOutput<typeof callSchema>;

/** A missed call in the form of the wire. */
export type WireMissedCall = v.InferOutput<typeof missedCallSchema>;
