/** One of several contacts that have the same number. */
export interface ContactMatch {
  /** amoCRM's id of the contact, digits. */
  readonly id: string;
  readonly name: string;
}

/** Who is at the other end of a call. */
export interface Party {
  readonly number: string;
  /** Null: the phone book does not know the number, or several contacts have it. */
  readonly name: string | null;
  /** amoCRM's id of the contact, digits. */
  readonly contactId: string | null;
  readonly company: string | null;
  /** Name of the person responsible for the contact. */
  readonly responsible: string | null;
  /** Contacts that have this number when there are several; else empty. */
  readonly matches: readonly ContactMatch[];
}

/**
 * Finds who has a number.
 * @param isOutside the call comes from outside: a colleague's extension is not theirs then, whatever number they show
 */
export type FindParty = (number: string, isOutside?: boolean) => Party;

/** A party of whom only the number is known. */
export function unknownParty(number: string): Party {
  return { number, name: null, contactId: null, company: null, responsible: null, matches: [] };
}
