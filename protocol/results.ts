import * as v from 'valibot';
import { agentStatusSchema } from './agentStatus';
import { contactSchema } from './contact';

/** Result of a command: only that it was accepted counts, whatever stands in `result`. */
export const accepted = v.pipe(
  v.unknown(),
  v.transform(() => null),
);

/** Methods that answer more than that they were accepted: name -> schema of the result. */
export const results = {
  ping: v.object({
    ping: v.literal('pong'),
    /** Our extension, as are the two below. */
    server: v.nullish(v.object({ name: v.string(), version: v.string() })),
    /** Null: the backend does not know this user. */
    agent: v.nullish(v.object({ extension: v.string(), name: v.string() })),
    /** What works for this agent on this telephone system; missing: the ten methods of the original protocol. */
    methods: v.nullish(v.array(v.string())),
  }),
  get_agent_status: agentStatusSchema,
  get_contacts: v.array(contactSchema),
  get_last_contacts: v.array(contactSchema),
} as const;
