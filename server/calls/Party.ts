/** One of several contacts that have the same number. */
export interface ContactMatch {
  /** amoCRM's id of the contact, digits. */
  readonly id: string;
  readonly name: string;
}

/** A card of the CRM, and whose it is. */
export interface OwnedCard {
  /** Digits. */
  readonly id: string;
  readonly name: string;
  /** Id of the responsible user in the CRM; null: the card has none. */
  readonly responsibleId: number | null;
}

/** All that the CRM knows of a party. It is never sent: by it is decided what of the party an agent may see. */
export interface WholeParty {
  /** The contact that has the number, or all of several; none: only the company has it. */
  readonly contacts: readonly OwnedCard[];
  /** The company that has the number, or is the contact's. */
  readonly company: OwnedCard | null;
  /** Open leads of the one contact or company, the last touched first. */
  readonly leads: readonly { readonly responsibleId: number | null; readonly stage: string }[];
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
  /** Where the rights of the CRM's users apply: the fields above are what one agent may see of this. */
  readonly whole?: WholeParty | undefined;
  /**
   * How far the backend is, where its own copy of the CRM's cards says who has the number, so that no one else has to ask the
   * CRM. `done`: where no name is here, the agent may see no card with the number. `failed`: it is not known now. Left out:
   * there is no such copy.
   *
   * ```
   * underWay ──found, or no one has it──▶ done
   *    └──neither copy nor CRM answers──▶ failed ──looked up again──▶ done
   * ```
   */
  readonly lookup?: 'underWay' | 'done' | 'failed' | undefined;
}

/** Does it say who has the number? */
export function isNamed({ name, company, matches }: Party): boolean {
  return name !== null || company !== null || matches.length > 0;
}

/**
 * The party as it is shown of a new call. That no one has the number whom the agent may see is said once it was looked up for
 * this call: else it would tell that colleagues had to do with the number.
 */
export function shownAtFirst(party: Party): Party {
  return party.lookup === 'done' && !isNamed(party) ? { ...party, lookup: 'underWay' } : party;
}

/** What an agent may see of a party. */
export type ShownParty = (extension: string, party: Party) => Party;

/**
 * Finds who has a number.
 * @param isOutside the call comes from outside: a colleague's extension is not theirs then, whatever number they show
 */
export type FindParty = (number: string, isOutside?: boolean) => Party;

/** A party of whom only the number is known. */
export function unknownParty(number: string): Party {
  return { number, name: null, contactId: null, company: null, responsible: null, matches: [] };
}
