import * as v from 'valibot';

/** Which way a call goes, as the agent sees it. INTERNAL: the other end is a colleague. */
export const directions = ['INBOUND', 'OUTBOUND', 'INTERNAL'] as const;

/** Where a call stands. An ENDED call stays in the status for `ENDED_KEPT_MS`, so that everybody learns its end. */
export const phases = ['DIALING', 'RINGING', 'CONVERSATION', 'ENDED'] as const;

/** How a call ended. The widget shows a name that it does not know as HUNG_UP. */
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
  /** This call is a consultation on the call with that `unique_id`. */
  consult_of: v.nullish(v.string()),
});

/** Calls of one number that rang at the agent in vain. Gone once the agent has talked with it or has looked at it. */
export const missedCallSchema = v.looseObject({
  /** The last of the calls. */
  unique_id: v.string(),
  contact_name: v.nullish(v.string()),
  contact_id: v.nullish(contactIdSchema),
  contact_phone: v.string(),
  /** How many calls. */
  count: v.pipe(v.number(), v.integer()),
  /** When the last one ended. */
  at: seconds,
});

/** A call as the wire has it. */
export type WireCall = v.InferOutput<typeof callSchema>;

/** A missed call as the wire has it. */
export type WireMissedCall = v.InferOutput<typeof missedCallSchema>;
