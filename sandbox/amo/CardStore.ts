import { readPhones } from '../../protocol/phoneText';
import type { Card, CardKind } from '../page/accountShapes';

/** A contact as the host's form or a backend gives it. */
export interface NewContact {
  readonly name: string;
  readonly phones: readonly string[];
  readonly responsible?: number | undefined;
}

/** A lead that a call becomes. */
export interface NewLead {
  readonly name: string;
  readonly phone: string;
  /** The contact's card. */
  readonly contact: string;
  readonly stage: number;
  readonly responsible: number;
}

/** Stages in which a lead is over: amoCRM's won and lost. */
const OVER: readonly number[] = [142, 143];

/** How many digits, from the end, amoCRM compares for a call: its own rule, apart from how we compare numbers. */
const COMPARED = 10;

/** The cards of the sandbox's account, in memory: the sample and what was added to it. */
export class CardStore {
  private cards: readonly Card[];
  private lastId = 9_000;

  constructor(sample: readonly Card[]) {
    this.cards = sample;
  }

  get all(): readonly Card[] {
    return this.cards;
  }

  /** Undefined: there is no such card. */
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
   * Cards with a number that ends in the query's last seven digits, which is all that Kommo compares (its documents
   * on caller id); a query without digits is sought in names.
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
   * The card that amoCRM puts a call with this number to, by its documents: of the contact, else the company, that has
   * the last ten digits the one open lead, else the card itself. Undefined: no card has the number.
   */
  ofCall(phone: string): Card | undefined {
    const key = lastDigits(phone);
    const has = ({ phones }: Card): boolean =>
      phones.some((text) => readPhones(text).some(({ number }) => lastDigits(number) === key));
    const ofKind = (kind: CardKind): Card | undefined =>
      this.cards.find((card) => card.kind === kind && has(card));
    const contact = ofKind('contacts');
    if (contact === undefined) return ofKind('companies');
    const open = this.leadsOf(contact.id).filter(({ stage }) => !OVER.includes(stage ?? 0));
    return open.length === 1 ? open[0] : contact;
  }

  /** Leads of the contact. */
  leadsOf(contactId: string): readonly Card[] {
    return this.cards.filter(({ kind, contact }) => kind === 'leads' && contact === contactId);
  }

  private add(card: Omit<Card, 'id'>): Card {
    const added = { ...card, id: String(++this.lastId) };
    this.cards = [...this.cards, added];
    return added;
  }
}

function lastDigits(phone: string): string {
  return phone.replace(/\D/g, '').slice(-COMPARED);
}
