import * as v from 'valibot';
import { agentStatusSchema } from './agentStatus';
import { contactSchema } from './contact';

/** Schema of a command's result: any value is read as null, since backends differ in what they put there. */
export const acceptedResult = v.pipe(
  v.unknown(),
  v.transform(() => null),
);

/** The agent of the user who asks. */
const agent = v.object({ extension: v.string(), name: v.string() });

/** Schemas of the results of those methods that return data: method -> schema. */
export const results = {
  ping: v.object({
    ping: v.literal('pong'),
    /** Our extension, as are the three below. */
    server: v.nullish(v.object({ name: v.string(), version: v.string() })),
    /** Null: the backend's configuration has no agent for this user. */
    agent: v.nullish(agent),
    /** The methods that work for this agent on this telephone system; missing: the ten of the original protocol. */
    methods: v.nullish(v.array(v.string())),
    /**
     * Only from a backend that wants a proven user. `is_proven`: the request had a session token that holds; without one
     * `agent` is null and `methods` has `ping` and `open_session` alone.
     */
    identity: v.nullish(v.object({ is_proven: v.boolean() })),
  }),
  open_session: v.object({
    /** Goes into `headers.session_token` of each request. */
    session_token: v.string(),
    /** Seconds until it ends, from the moment of the answer. */
    expires_in: v.number(),
    agent: v.nullable(agent),
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
  }),
  get_agent_status: agentStatusSchema,
  get_contacts: v.array(contactSchema),
  get_last_contacts: v.array(contactSchema),
} as const;
