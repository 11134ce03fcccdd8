import * as v from 'valibot';
import { agentStatusSchema } from './agentStatus';

/** Schema of a command's result: any value is read as null, since backends differ in what they put there. */
export const acceptedResult = v.pipe(
  v.unknown(),
  v.transform(() => null),
);

/** The agent of the user who asks. */
export const agentSchema = v.object({ extension: v.string(), name: v.string() });

/** Schemas of the results that a widget needs from the start: method -> schema. Those of other methods are where these are called. */
export const results = {
  ping: v.object({
    ping: v.literal('pong'),
    /** Our extension, as are the three below. */
    server: v.nullish(v.object({ name: v.string(), version: v.string() })),
    /** Null: the backend's configuration has no agent for this user. */
    agent: v.nullish(agentSchema),
    /** The methods that work for this agent on this telephone system; missing: the ten of the original protocol. */
    methods: v.nullish(v.array(v.string())),
    /**
     * Only from a backend that wants a proven user. `is_proven`: the request had a session token that holds; without one
     * `agent` is null and `methods` has `ping` and `open_session` alone.
     */
    identity: v.nullish(v.object({ is_proven: v.boolean() })),
  }),
  get_agent_status: agentStatusSchema,
} as const;
