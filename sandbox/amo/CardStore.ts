import { readPhones } from '../../protocol/readPhones';
import type { Card, CardKind } from '../page/Account';

/** A contact to add, from the host's form or a backend. */
export interface NewContact {
  readonly name: string;
  readonly phones: readonly string[];
  readonly responsible?: number | undefined;
}

/** A lead to add, for an accepted caller. */
export interface NewLead {
  readonly name: string;
  readonly phone: string;
  /** Id of the contact's card. */
  readonly contact: string;
  readonly stage: number;
  readonly responsible: number;
}

/** Ids of the stages of closed leads: amoCRM's won and lost. */
const CLOSED: readonly number[] = [142, 143];

/** Last digits that amoCRM compares to find the card of a call. Not our rule for equal numbers (`isSamePhone`). */
const COMPARED = 10;

/** Cards of the imitated account: those of the business and added ones. */
export class CardStore {
  private cards: readonly Card[];
  private readonly changed: Map<Card, number>;
  private lastId = 9_000;

  /** @param now of the account, s since 1970 */
  constructor(
    initial: readonly Card[],
    private readonly now: () => number = () => 0,
  ) {
    this.cards = initial;
    // The later in the list the later changed, all of them before the account began.
    const from = now() - initial.length;
    this.changed = new Map(initial.map((card, index) => [card, from + index]));
  }

  /** When the card was changed last, s since 1970. */
  changedAt(card: Card): number {
    return this.changed.get(card) ?? 0;
  }

  get all(): readonly Card[] {
    return this.cards;
  }

  /** A card by kind and id; undefined: no such card. */
  find(kind: string, id: string): Card | undefined {
    return this.cards.find((card) => card.kind === kind && card.id === id);
  }

  addContact({ name, phones, responsible }: NewContact): Card {
    return this.add({
      kind: 'contacts',
      name,
      phones: [...phones],
      note: '',
      ...(responsible === undefined ? {} : { responsible }),
    });
  }

  addLead({ phone, ...lead }: NewLead): Card {
    return this.add({ kind: 'leads', ...lead, phones: [phone], note: '', price: 0 });
  }

  /**
   * Cards with a number that ends in the query's last seven digits, as Kommo's search compares (its documents on caller
   * id); for a query without digits those with the text in their name.
   */
  search(kind: CardKind, query: string): readonly Card[] {
    const digits = query.replace(/\D/g, '').slice(-7);
    const text = query.trim().toLowerCase();
    return this.cards.filter(
      (card) =>
        card.kind === kind &&
        (digits === ''
          ? card.name.toLowerCase().includes(text)
          : card.phones.some((phone) => readPhones(phone).some(({ number }) => number.endsWith(digits)))),
    );
  }

  /**
   * The card to whose feed amoCRM adds a call, by its documents: the contact whose number has the same last ten digits,
   * or its open lead if it has exactly one; without such a contact the company. Undefined: no card has the number.
   */
  ofCall(phone: string): Card | undefined {
    const key = lastDigits(phone);
    const has = ({ phones }: Card): boolean =>
      phones.some((text) => readPhones(text).some(({ number }) => lastDigits(number) === key));
    const ofKind = (kind: CardKind): Card | undefined =>
      this.cards.find((card) => card.kind === kind && has(card));
    const contact = ofKind('contacts');
    if (contact === undefined) return ofKind('companies');
    const open = this.leadsOf(contact.id).filter(({ stage }) => !CLOSED.includes(stage ?? 0));
    return open.length === 1 ? open[0] : contact;
  }

  /** Leads of the contact. */
  leadsOf(contactId: string): readonly Card[] {
    return this.cards.filter(({ kind, contact }) => kind === 'leads' && contact === contactId);
  }

  private add(card: Omit<Card, 'id'>): Card {
    const added = { ...card, id: String(++this.lastId) };
    this.cards = [...this.cards, added];
    this.changed.set(added, this.now());
    return added;
  }
}

function lastDigits(phone: string): string {
  return phone.replace(/\D/g, '').slice(-COMPARED);
}
