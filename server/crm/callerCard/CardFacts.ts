import type { HistoryCall } from './CallHistory';
import type { ContactChoice } from './chosenFor';
import type { KeptContact, KeptLead, KeptTask } from '../clientIndex/readKept';

/** What was kept, and its id in amoCRM. */
export type Kept<T> = T & { readonly id: number };

/** A contact or a company of the index with what belongs to it. */
export interface CardHolder {
  readonly kind: 'contacts' | 'companies';
  readonly card: Kept<Omit<KeptContact, 'phones'>>;
  /** Of a contact; null: it has none. */
  readonly company: Kept<Omit<KeptContact, 'phones'>> | null;
  /** Open ones. */
  readonly leads: readonly Kept<KeptLead>[];
  /** Open ones of the card and of its leads. */
  readonly tasks: readonly Kept<KeptTask>[];
}

/** Whose a contact or a company is. */
export interface OwnedCard {
  readonly kind: CardHolder['kind'];
  /** Null: no user's. */
  readonly responsibleId: number | null;
}

/** A call with the number that has ended. `extension`: of the agent who talked, else of who was called or rung last. */
export type PastCall = HistoryCall & { readonly direction: 'inbound' | 'outbound' };

/** All that is known of a number, before it is cut to what one agent may see. */
export interface CardFacts {
  /** Contacts that have the number, else the company that has it; of both the oldest first. */
  readonly holders: readonly CardHolder[];
  /** All contacts and companies that have the number, or have another form of it with which a call of `calls` was. */
  readonly owners: readonly OwnedCard[];
  /**
   * Those with numbers that the telephone system may make of the one that was dialled (`numbersWithin`), where a call of `calls` was
   * dialled and handed on.
   */
  readonly within: readonly OwnedCard[];
  /** Whose all contacts with the number are. */
  readonly contacts: readonly { readonly id: number; readonly responsibleId: number | null }[];
  /** Which of them agents have chosen, the newest first. */
  readonly choices: readonly ContactChoice[];
  /** The newest first. */
  readonly calls: readonly PastCall[];
}

/** Nothing is known of the number. */
export const NO_FACTS: CardFacts = {
  holders: [],
  owners: [],
  within: [],
  contacts: [],
  choices: [],
  calls: [],
};
