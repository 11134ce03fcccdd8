import type { AmoCard } from './amoAnswers';

/** Contacts, or companies, that have a number. */
export interface FoundCards {
  readonly cards: readonly AmoCard[];
  /** False: more were found than are looked at, so others may have the number, too. */
  readonly isAll: boolean;
}

/** Stands for cards that were not looked at: no user's, so that they hide from who does not view all cards. */
const OTHERS = { id: 0, responsibleId: null };

/**
 * Whose all cards with the number are. An agent may put a number to so many contacts of their own that a client's is not among
 * those that are looked at.
 */
export function ownersOf({
  cards,
  isAll,
}: FoundCards): readonly { readonly id: number; readonly responsibleId: number | null }[] {
  return isAll ? cards : [...cards, OTHERS];
}
