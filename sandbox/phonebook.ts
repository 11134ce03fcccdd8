import { numberOf as numberAmong, phonebookOf } from './business/phonebookOf';
import { russianBusiness } from './business/russianBusiness';

/** Users and cards of the Russian business, with which a sandbox begins. */
export const { users, cards } = russianBusiness;

/** Phone book of its backend. */
export const phonebook = phonebookOf(russianBusiness);

/** Number of the contact with this id, as it is dialled; empty: no such contact. */
export function numberOf(id: string): string {
  return numberAmong(cards, id);
}
