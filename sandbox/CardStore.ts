import { readPhones } from '../protocol/phoneText';
import type { Card } from './page/accountShapes';

/** A contact as the host's form gives it. */
export interface NewContact {
  readonly name: string;
  readonly phone: string;
  readonly responsible?: number | undefined;
}

/** The cards of the sandbox's account, in memory: the sample and what was added to it. */
export class CardStore {
  private cards: Card[];

  constructor(sample: readonly Card[]) {
    this.cards = [...sample];
  }

  /** Forgets what was added. */
  reset(sample: readonly Card[]): void {
    this.cards = [...sample];
  }

  get all(): readonly Card[] {
    return this.cards;
  }

  addContact({ name, phone, responsible }: NewContact): Card {
    const id = String(9_001 + this.cards.length);
    const card: Card = {
      kind: 'contacts',
      id,
      name,
      phones: [phone],
      note: '',
      ...(responsible === undefined ? {} : { responsible }),
    };
    this.cards.push(card);
    return card;
  }

  /**
   * Contacts with a number that ends in the query's last seven digits, which is all that Kommo compares (its documents
   * on caller id); a query without digits is sought in names.
   */
  contacts(query: string): readonly Card[] {
    const digits = query.replace(/\D/g, '').slice(-7);
    const text = query.trim().toLowerCase();
    return this.cards.filter(
      ({ kind, name, phones }) =>
        kind === 'contacts' &&
        (digits === ''
          ? name.toLowerCase().includes(text)
          : phones.some((text) => readPhones(text).some(({ number }) => number.endsWith(digits)))),
    );
  }

  /** Leads of the contact. */
  leadsOf(contactId: string): readonly Card[] {
    return this.cards.filter(({ kind, contact }) => kind === 'leads' && contact === contactId);
  }
}
