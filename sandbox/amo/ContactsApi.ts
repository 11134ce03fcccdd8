import { setTimeout as delay } from 'node:timers/promises';
import { listed, problem, type ApiAnswer } from './ApiAnswer';
import { cardAnswer } from './cardAnswer';
import type { CardStore } from './CardStore';

/** How amoCRM answers a look-up: `slow` after `ms`, `error` with 500, `html` with a page, `unauthorized` with 401. */
export type LookupMood =
  | { readonly kind: 'good' | 'error' | 'html' | 'unauthorized' }
  | { readonly kind: 'slow'; readonly ms: number };

const GOOD: LookupMood = { kind: 'good' };

/** amoCRM's `GET /api/v4/contacts` as the page asks it, with its session: contacts by number, in amoCRM's shape. */
export class ContactsApi {
  /** The queries so far, the newest last. For tests. */
  readonly queries: string[] = [];
  private mood = GOOD;

  constructor(
    /** The current cards: starting over replaces them. */
    private readonly cards: () => CardStore,
  ) {}

  /** Sets how look-ups are answered. */
  setMood(mood: LookupMood): void {
    this.mood = mood;
  }

  /** Back to ordinary answers, without recorded queries. */
  startOver(): void {
    this.mood = GOOD;
    this.queries.length = 0;
  }

  /** @param signal aborted when the client disconnects */
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
    const cards = this.cards();
    const contacts = cards.search('contacts', query).map((card) => cardAnswer(card, cards, withLeads));
    return listed('contacts', contacts, new URLSearchParams());
  }
}
