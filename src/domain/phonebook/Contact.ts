/** What a colleague's phone does; null: no colleague, or not known. */
export type Presence = 'free' | 'ringing' | 'talking' | 'doNotDisturb' | null;

/** A person of the phone book. */
export interface Contact {
  /** The backend's key; enough to call the contact. */
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly presence: Presence;
}

/** Is it a colleague who can't take a call now? */
export function isBusy(contact: Contact | null): boolean {
  return contact !== null && contact.presence !== null && contact.presence !== 'free';
}
