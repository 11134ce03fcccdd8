import * as v from 'valibot';
import { callSchema, contactIdSchema, missedCallSchema } from './call';

/**
 * The call in conversation. Nothing is converted and unknown fields are kept, because the widget sends
 * the status back as it got it: a backend that compares it with its own must find it equal.
 */
export const callInfoSchema = v.looseObject({
  unique_id: v.string(),
  contact_name: v.nullish(v.string()),
  contact_id: v.nullish(contactIdSchema),
  contact_phone: v.string(),
  is_hold: v.boolean(),
  is_mute: v.boolean(),
  /** When the conversation began, seconds since 1970 by the backend's clock, fractions allowed. */
  timestamp: v.pipe(v.number(), v.finite()),
});

/** What a backend with our extension adds; a backend without it sends none of these. */
const extension = {
  /** Every call of the agent, those that have just ended too. */
  calls: v.optional(v.array(callSchema)),
  missed: v.optional(v.array(missedCallSchema)),
  /** Grows with each change of calls or missed calls, also over a restart of the backend. */
  revision: v.optional(v.number()),
  /**
   * DOWN: the backend has no connection to the telephone system, so no command works. Missing or any other word: UP.
   */
  telephony_link: v.optional(v.string()),
  /** Revision of the company's list of missed calls, only for polls that ask for it. */
  missed_clients: v.optional(v.number()),
  /** When the backend wrote this status, seconds since 1970 by its clock. */
  server_time: v.optional(v.pipe(v.number(), v.finite())),
};

/** The state of an agent: what `get_agent_status` answers, and what the widget sends as `current_status`. */
export const agentStatusSchema = v.variant('status', [
  v.looseObject({ status: v.literal('CONVERSATION'), call_info: callInfoSchema, ...extension }),
  v.looseObject({ status: v.literal('NOT_CONVERSATION'), call_info: v.optional(v.null()), ...extension }),
]);

export type CallInfo = v.InferOutput<typeof callInfoSchema>;

export type AgentStatus = v.InferOutput<typeof agentStatusSchema>;

/** An agent who is in no conversation. */
export const NOT_IN_CONVERSATION: AgentStatus = { status: 'NOT_CONVERSATION', call_info: null };
