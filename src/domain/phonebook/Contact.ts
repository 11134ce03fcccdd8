/** State of a colleague's phone; null: the contact is no colleague, or the state is not known. */
export type Presence = 'free' | 'ringing' | 'talking' | 'doNotDisturb' | 'unregistered' | null;

/** A person of the phone book. */
export interface Contact {
  /** The backend's key of the contact (`uuid` on the wire), by which it can be called. */
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly presence: Presence;
}

/** Is it a colleague who can't take a call now? */
export function isBusy(contact: Contact | null): boolean {
  return contact !== null && contact.presence !== null && contact.presence !== 'free';
}
