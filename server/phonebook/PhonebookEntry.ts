/** A person of the phone book. */
export interface PhonebookEntry {
  /** Stable, since the widget calls by it. */
  readonly uuid: string;
  readonly name: string;
  readonly phone: string;
  /** amoCRM's id of the contact, digits; null for colleagues. */
  readonly contactId: string | null;
  readonly company: string | null;
  /** Name of the person responsible for the contact. */
  readonly responsible: string | null;
  /** A colleague's extension; null for clients. */
  readonly extension: string | null;
}
