import type { ConfigurationInput } from '../../server/config/Configuration';
import type { Card } from '../page/Account';
import { dialable } from '../page/dialable';
import type { Business } from './Business';

/** The contacts of a business as the backend's setting `contacts`, without those that only amoCRM has. */
export function phonebookOf({
  cards,
  users,
}: Pick<Business, 'cards' | 'users'>): NonNullable<ConfigurationInput['contacts']> {
  return cards
    .filter(({ kind, isOnlyInAmo }) => kind === 'contacts' && isOnlyInAmo !== true)
    .map(({ id, name, phones, company, responsible }) => ({
      name,
      phone: dialable(phones[0]),
      contactId: id,
      company: cards.find((card) => card.kind === 'companies' && card.id === company)?.name,
      responsible: users.find((user) => user.id === responsible)?.name,
    }));
}

/** First number of a contact, as it is dialled; empty: none, or no such contact. */
export function numberOf(cards: readonly Card[], id: string): string {
  return dialable(cards.find((card) => card.kind === 'contacts' && card.id === id)?.phones[0]);
}
