import * as v from 'valibot';
import { contactIdSchema } from './call';

/** Seconds since 1970 by the backend's clock. */
const seconds = v.pipe(v.number(), v.finite());

/** A colleague, or the agent who asks. `name` is null where the agent may not know that it is this colleague's client. */
const person = v.object({ name: v.nullable(v.string()), is_me: v.boolean() });

/**
 * A client who waits for the company's call: who called in vain, or was promised a call-back. One line, however often they called and no
 * matter who did not answer.
 */
export const missedClientSchema = v.object({
  id: v.string(),
  contact_phone: v.string(),
  contact_name: v.nullable(v.string()),
  contact_id: v.nullable(contactIdSchema),
  company: v.nullable(v.string()),
  responsible: v.nullable(v.string()),
  /** Queue or line of the last call. */
  via: v.nullable(v.string()),
  /** Calls in vain since the company has talked with the client; 0: there was none, a call-back is promised. */
  count: v.number(),
  /** Of these calls; without any when the call-back was promised. */
  first_at: seconds,
  last_at: seconds,
  /** Did the agent's own phone ring? */
  is_mine: v.boolean(),
  /** Call-backs in vain; null: there was none. `name` is null for a phone that is no agent's. */
  attempts: v.nullable(v.object({ count: v.number(), name: v.nullable(v.string()), at: seconds })),
  /** A call-back that was promised for this time, and who has promised it; null: none is. An earlier backend does not send it. */
  promised: v.optional(v.nullable(v.object({ at: seconds, ...person.entries })), null),
  /** Who calls the client back; null: no one does. Others can't take or call the client back meanwhile. */
  taken_by: v.nullable(person),
  /** Who has talked with the client since; the line goes in an hour. */
  talked: v.nullable(v.object({ name: v.nullable(v.string()), at: seconds })),
});

/** Result of `get_missed_clients`: the client who called last is first. */
export const missedClientsSchema = v.object({
  /** As in the status (`missed_clients`). */
  revision: v.number(),
  clients: v.array(missedClientSchema),
});

/** See `missedClientSchema`. */
export type WireMissedClient = v.InferOutput<typeof missedClientSchema>;

/** See `missedClientsSchema`. */
export type WireMissedClients = v.InferOutput<typeof missedClientsSchema>;
