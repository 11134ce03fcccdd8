import { numberOf as numberAmong, phonebookOf } from './business/phonebookOf';
import { russianBusiness } from './business/russianBusiness';

/** Users and cards of the business that a sandbox begins with. */
export const { users, cards } = russianBusiness;

/** The phone book of its backend. */
export const phonebook = phonebookOf(russianBusiness);

/** Number of one of its contacts; empty for none. */
export function numberOf(id: string): string {
  return numberAmong(cards, id);
}
