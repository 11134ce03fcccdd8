import * as v from 'valibot';

/**
 * State of a colleague's phone. DO_NOT_DISTURB: it is free, and the colleague takes no calls; UNREGISTERED: the telephone
 * system can't ring it.
 */
export const presences = ['FREE', 'RINGING', 'TALKING', 'DO_NOT_DISTURB', 'UNREGISTERED'] as const;

/** A person of the phone book, as `get_contacts` and `get_last_contacts` send it. */
export const contactSchema = v.object({
  /** Key of the contact in the backend's phone book; the argument of `originate_by_contact`. */
  uuid: v.string(),
  name: v.string(),
  /** The number in the form in which the backend dials it. */
  phone: v.string(),
  /** Our extension: one of `presences` for a colleague, null or missing for other contacts. */
  presence: v.nullish(v.string()),
});

/** Result of `get_contacts` and `get_last_contacts`. */
export const contactsSchema = v.array(contactSchema);

/** A person of the phone book in the form of the wire. */
export type WireContact = v.InferOutput<typeof contactSchema>;

/** Prefix of the uuid of a number without an entry, so that it can be called by its uuid too. */
export const NUMBER_UUID = 'number:';
