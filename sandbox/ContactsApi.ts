import { setTimeout as delay } from 'node:timers/promises';
import type { CardStore } from './CardStore';
import type { Card } from './page/accountShapes';

/** How amoCRM answers a look-up: `slow` after `ms`, `error` with 500, `html` with a page, `unauthorized` with 401. */
export type LookupMood =
  | { readonly kind: 'good' | 'error' | 'html' | 'unauthorized' }
  | { readonly kind: 'slow'; readonly ms: number };

/** An answer of amoCRM's API. A null body is none at all. */
export interface ApiAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: object | string | null;
}

const HAL = 'application/hal+json; charset=utf-8';

/** amoCRM's `GET /api/v4/contacts`: contacts by number, in amoCRM's shape. */
export class ContactsApi {
  /** The queries so far, the newest last. For tests. */
  readonly queries: string[] = [];
  private mood: LookupMood = { kind: 'good' };

  constructor(private readonly cards: CardStore) {}

  /** How look-ups are answered from now on. */
  setMood(mood: LookupMood): void {
    this.mood = mood;
  }

  /** @param signal aborted when the asker is gone */
  async answer(query: string, withLeads: boolean, signal: AbortSignal): Promise<ApiAnswer> {
    this.queries.push(query);
    const { mood } = this;
    switch (mood.kind) {
      case 'error':
        return problem(500, 'Internal Server Error');
      case 'unauthorized':
        return problem(401, 'Unauthorized');
      case 'html':
        return { status: 200, type: 'text/html', body: '<html><script>window.__xss=1</script>oops</html>' };
      case 'slow':
        await delay(mood.ms, null, { signal }).catch(() => null);
        break;
      case 'good':
        break;
    }
    const found = this.cards.contacts(query);
    // amoCRM says "nothing found" by a status without a body.
    if (found.length === 0) return { status: 204, type: HAL, body: null };
    const contacts = found.map((card) => this.contact(card, withLeads));
    return { status: 200, type: HAL, body: { _page: 1, _links: {}, _embedded: { contacts } } };
  }

  /** amoCRM names the company and the leads of a contact by id alone. */
  private contact(card: Card, withLeads: boolean): object {
    const leads = withLeads ? { leads: this.cards.leadsOf(card.id).map(({ id }) => link('leads', id)) } : {};
    return {
      id: Number(card.id),
      name: card.name,
      responsible_user_id: card.responsible ?? 0,
      custom_fields_values: card.phones.map((value) => ({
        field_id: 1,
        field_name: 'Телефон',
        field_code: 'PHONE',
        field_type: 'multitext',
        values: [{ value, enum_code: 'WORK' }],
      })),
      _links: link('contacts', card.id)._links,
      _embedded: {
        tags: [],
        companies: card.company === undefined ? [] : [link('companies', card.company)],
        ...leads,
      },
    };
  }
}

function link(kind: Card['kind'], id: string): { id: number; _links: object } {
  return { id: Number(id), _links: { self: { href: `/api/v4/${kind}/${id}` } } };
}

function problem(status: number, title: string): ApiAnswer {
  return { status, type: 'application/problem+json', body: { title, status } };
}
