import { setTimeout as delay } from 'node:timers/promises';
import { listed, problem, type ApiAnswer } from './ApiAnswer';
import type { Card } from '../page/Account';
import { cardAnswer } from './cardAnswer';
import type { CardStore } from './CardStore';

/** How lookups are answered: normally, normally after `ms`, with status 500, with an HTML page, or with status 401. */
export type LookupBehaviour =
  | { readonly kind: 'good' | 'error' | 'html' | 'unauthorized' }
  | { readonly kind: 'slow'; readonly ms: number };

const NORMAL: LookupBehaviour = { kind: 'good' };

/** Imitates amoCRM's `GET /api/v4/contacts` for requests with the page's session. */
export class ContactsApi {
  /** Queries since the last reset, the newest last. For tests. */
  readonly queries: string[] = [];
  private behaviour = NORMAL;

  constructor(
    /** The current cards; a function, since a reset replaces them. */
    private readonly cards: () => CardStore,
  ) {}

  /** Sets how lookups are answered. */
  setBehaviour(behaviour: LookupBehaviour): void {
    this.behaviour = behaviour;
  }

  /** Restores normal answers and forgets recorded queries. */
  startOver(): void {
    this.behaviour = NORMAL;
    this.queries.length = 0;
  }

  /**
   * Answers a search, or the list of all contacts.
   * @param list its parameters; `query`: number or name
   * @param signal aborted when the client disconnects
   * @param mayView may the page's user view this card?
   */
  async answer(
    list: URLSearchParams,
    signal: AbortSignal,
    mayView: (card: Card) => boolean = () => true,
  ): Promise<ApiAnswer> {
    const query = list.get('query') ?? '';
    const withLeads = (list.get('with') ?? '').split(',').includes('leads');
    if (list.has('query')) this.queries.push(query);
    const { behaviour } = this;
    switch (behaviour.kind) {
      case 'error':
        return problem(500, 'Internal Server Error');
      case 'unauthorized':
        return problem(401, 'Unauthorized');
      case 'html':
        return { status: 200, type: 'text/html', body: '<html><script>window.__xss=1</script>oops</html>' };
      case 'slow':
        await delay(behaviour.ms, null, { signal }).catch(() => null);
        break;
      case 'good':
        break;
    }
    const cards = this.cards();
    const found = cards.search('contacts', query).filter(mayView);
    const ordered =
      list.get('order[id]') === 'desc' ? [...found].sort((a, b) => Number(b.id) - Number(a.id)) : found;
    return listed(
      'contacts',
      ordered.map((card) => cardAnswer(card, cards, withLeads)),
      list,
    );
  }
}
