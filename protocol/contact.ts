import * as v from 'valibot';

/** What a colleague's phone does; the last one: nothing, and the colleague does not want to be called. */
export const presences = ['FREE', 'RINGING', 'TALKING', 'DO_NOT_DISTURB'] as const;

/** A person of the phone book, as `get_contacts` and `get_last_contacts` send it. */
export const contactSchema = v.object({
  /** Key of the contact in the backend's phone book; the argument of `originate_by_contact`. */
  uuid: v.string(),
  name: v.string(),
  /** Number as the backend would dial it. */
  phone: v.string(),
  /** Our extension: one of `presences` for a colleague, null or missing for everybody else. */
  presence: v.nullish(v.string()),
});

/** A person of the phone book, as the wire has it. */
export type WireContact = v.InferOutput<typeof contactSchema>;
