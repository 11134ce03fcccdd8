import * as v from 'valibot';
import { agentStatusSchema } from './agentStatus';
import { contactSchema } from './contact';

/** Schema of a command's result: any value is read as null, since backends differ in what they put there. */
export const acceptedResult = v.pipe(
  v.unknown(),
  v.transform(() => null),
);

/** Schemas of the results of those methods that return data: method -> schema. */
export const results = {
  ping: v.object({
    ping: v.literal('pong'),
    /** Our extension, as are the two below. */
    server: v.nullish(v.object({ name: v.string(), version: v.string() })),
    /** Null: the backend's configuration has no agent for this user. */
    agent: v.nullish(v.object({ extension: v.string(), name: v.string() })),
    /** The methods that work for this agent on this telephone system; missing: the ten of the original protocol. */
    methods: v.nullish(v.array(v.string())),
  }),
  get_agent_status: agentStatusSchema,
  get_contacts: v.array(contactSchema),
  get_last_contacts: v.array(contactSchema),
} as const;
