import type * as v from 'valibot';
import { readPhones } from '../../../protocol/readPhones';
import { isSamePhone } from '../../../protocol/isSamePhone';
import { searchDigits } from '../../../protocol/searchDigits';
import { inSlices } from '../../system/inSlices';
import type { AmoClient } from '../client/AmoClient';
import type { Priority } from '../client/RequestQueue';
import {
  companiesAnswer,
  companiesPage,
  contactsFound,
  contactsPage,
  leadsAnswer,
  type AmoCard,
  type AmoLead,
} from './amoAnswers';
import type { FoundCards } from './FoundCards';

/** Largest number of cards in an answer. */
const LIMIT = 50;

/** A card's name, and whose it is. */
export type OwnedName = Pick<AmoCard, 'id' | 'name' | 'responsibleId'>;

/** Reads contacts, companies and leads. All fail with an `AmoFault`. */
export class AmoCards {
  constructor(
    private readonly client: AmoClient,
    private readonly priority: Priority = 'popup',
    /** See `AmoRequest`. */
    private readonly sender = '',
  ) {}

  /** Contacts that have the number. */
  contactsWith(number: string, signal: AbortSignal): Promise<FoundCards> {
    return this.search('contacts', number, signal);
  }

  /** Companies that have the number. */
  companiesWith(number: string, signal: AbortSignal): Promise<FoundCards> {
    return this.search('companies', number, signal);
  }

  /** Contacts that amoCRM finds by a text that an agent has typed: a name, a number or a part of them. @param limit 250 at most */
  async contactsLike(
    text: string,
    limit: number,
    extension: string,
    signal: AbortSignal,
  ): Promise<readonly AmoCard[]> {
    const path = `/api/v4/contacts?limit=${limit}&query=${encodeURIComponent(text)}`;
    const asked = { priority: 'search', sender: extension } as const;
    return (
      (await this.client.request({ method: 'GET', path, schema: contactsFound, ...asked, signal })) ?? []
    );
  }

  /** Null: there is no such company. */
  async company(id: number, signal: AbortSignal): Promise<OwnedName | null> {
    const found = await this.read(`/api/v4/companies?filter[id][]=${id}`, companiesAnswer, signal);
    return found[0] ?? null;
  }

  /** Leads by their ids; of many the newest, which have the highest ids. */
  leads(ids: readonly number[], signal: AbortSignal): Promise<readonly AmoLead[]> {
    const newest = [...ids].sort((a, b) => b - a).slice(0, LIMIT);
    const filter = newest.map((id) => `filter[id][]=${id}`);
    return this.read(`/api/v4/leads?limit=${LIMIT}&${filter.join('&')}`, leadsAnswer, signal);
  }

  private async search(
    kind: 'contacts' | 'companies',
    number: string,
    signal: AbortSignal,
  ): Promise<FoundCards> {
    const { client, priority, sender } = this;
    const path = searchPath(kind, searchDigits(number), LIMIT);
    const schema = kind === 'contacts' ? contactsPage : companiesPage;
    const found = await client.request({ method: 'GET', path, schema, priority, sender, signal });
    const { read = [], count = 0 } = found ?? {};
    const cards = await inSlices(read, (card) => (has(card, number) ? [card] : []));
    return { cards, isAll: count < LIMIT };
  }

  private async read<T>(
    path: string,
    schema: v.GenericSchema<unknown, readonly T[]>,
    signal: AbortSignal,
  ): Promise<readonly T[]> {
    const { client, priority, sender } = this;
    return (await client.request({ method: 'GET', path, schema, priority, sender, signal })) ?? [];
  }
}

const searchPath = (kind: 'contacts' | 'companies', text: string, limit: number): string =>
  `/api/v4/${kind}?with=leads&limit=${limit}&query=${encodeURIComponent(text)}`;

/** Compares whole numbers, since amoCRM's search compares only a part of them. */
function has(card: AmoCard, number: string): boolean {
  return card.phones.some((text) => readPhones(text).some((phone) => isSamePhone(phone.number, number)));
}
