import * as v from 'valibot';
import { agentStatusSchema } from './agentStatus';
import { contactSchema } from './contact';

/** Answer of a command: only that it was accepted counts, whatever stands in `result`. */
const accepted = v.pipe(
  v.unknown(),
  v.transform(() => null),
);

/** Every method of the wire: name -> schema of its result. */
export const results = {
  ping: v.object({
    ping: v.literal('pong'),
    /** Our extension, as are the two below. */
    server: v.nullish(v.object({ name: v.string(), version: v.string() })),
    /** Null: the backend does not know this user. */
    agent: v.nullish(v.object({ extension: v.string(), name: v.string() })),
    /** What works for this agent on this telephone system; missing: the ten methods of the seed. */
    methods: v.nullish(v.array(v.string())),
  }),
  get_agent_status: agentStatusSchema,
  get_contacts: v.array(contactSchema),
  get_last_contacts: v.array(contactSchema),
  originate: accepted,
  originate_by_contact: accepted,
  redirect: accepted,
  set_mute: accepted,
  set_hold: accepted,
  hangup: accepted,
  answer: accepted,
  reject: accepted,
  consult: accepted,
  complete_transfer: accepted,
  cancel_transfer: accepted,
  send_dtmf: accepted,
  clear_missed: accepted,
} as const;
