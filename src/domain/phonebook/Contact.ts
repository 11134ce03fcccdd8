/** A person of the phone book. */
export interface Contact {
  /** The backend's key; enough to call the contact. */
  readonly id: string;
  readonly name: string;
  readonly number: string;
}
