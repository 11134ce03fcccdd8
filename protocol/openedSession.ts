import * as v from 'valibot';
import { agentSchema } from './results';

/** Result of `open_session`. */
export const openedSession = v.object({
  /** Goes into `headers.session_token` of each request. */
  session_token: v.string(),
  /** Seconds until it ends, from the moment of the answer. */
  expires_in: v.number(),
  agent: v.nullable(agentSchema),
  /** Why there is no agent for the proven user; null: there is one. */
  no_agent: v.nullable(
    v.object({
      /** `usersUnread`: amoCRM's list of users could not be read now, so the user's e-mail is not known. */
      reason: v.picklist(['noExtension', 'usersUnread']),
      /** The administrator needs one of these two for the settings. */
      user_id: v.number(),
      email: v.nullable(v.string()),
      /** Whom to ask, as the backend's settings say; null: they do not say it. */
      ask: v.nullable(v.string()),
    }),
  ),
});
