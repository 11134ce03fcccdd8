import type * as v from 'valibot';
import type { AmoClient } from '../client/AmoClient';
import type { CardId, IndexKind } from './ClientIndexStore';
import {
  currencyAnswer,
  eventsAnswer,
  indexAnswers,
  pipelinesAnswer,
  type AmoPipeline,
  type ReadCard,
} from './indexAnswers';
import type { Cursor, ReadPage } from './nextCursor';

/** Cards on a page, and events on one: the largest that amoCRM gives. */
export const PAGE = 250;
const EVENTS_PAGE = 100;

/** Cards that are asked for by their ids in one request. */
export const ASKED_AT_ONCE = 50;

/** Pages of events that are read in one poll; the rest is read in the next one. */
const MAX_EVENT_PAGES = 20;

const EVENTS = ['contact', 'company', 'lead']
  .flatMap((of) => [`${of}_deleted`, `${of}_restored`])
  .concat('task_deleted', 'entity_merged');

const MORE = { contacts: '', companies: '', leads: '&with=contacts', tasks: '' };

/** Lists that amoCRM can give in the order of changes; of tasks no document says so. */
export const IS_BY_CHANGE = { contacts: true, companies: true, leads: true, tasks: false };

/** Only open tasks are listed at first; one that is done later is seen as changed. */
const ONLY_OPEN = '&filter[is_completed]=0';

/** One event, as far as the index is concerned. */
export interface CardEvent {
  readonly key: string;
  readonly card: CardId;
  /** Seconds since 1970. */
  readonly at: number;
}

/** What the index asks amoCRM; background work, which lets calls go first. All functions fail with an `AmoFault`. */
export class IndexRequests {
  constructor(private readonly client: Pick<AmoClient, 'request'>) {}

  /** A page of the cards that were changed since. */
  async page(
    kind: IndexKind,
    { from, page, isFilled }: Cursor,
    signal: AbortSignal,
  ): Promise<ReadPage & { readonly cards: readonly ReadCard[] }> {
    const open = kind === 'tasks' && !isFilled ? ONLY_OPEN : '';
    const since = from === 0 ? '' : `&filter[updated_at][from]=${from}`;
    const order = IS_BY_CHANGE[kind] ? 'updated_at' : 'id';
    const path = `/api/v4/${kind}?limit=${PAGE}&page=${page}&order[${order}]=asc${since}${open}${MORE[kind]}`;
    const found = await this.get(path, indexAnswers[kind], signal);
    const cards = found?.read ?? [];
    return { cards, count: found?.count ?? 0, changedAt: cards.map(({ changedAt }) => changedAt) };
  }

  /** Those of these cards that amoCRM has. @param ids at most `ASKED_AT_ONCE` */
  async cards(kind: IndexKind, ids: readonly number[], signal: AbortSignal): Promise<readonly ReadCard[]> {
    const filter = ids.map((id) => `&filter[id][]=${id}`).join('');
    const found = await this.get(
      `/api/v4/${kind}?limit=${PAGE}${filter}${MORE[kind]}`,
      indexAnswers[kind],
      signal,
    );
    return found?.read ?? [];
  }

  /** All pipelines of leads, with their stages: the list has no pages. */
  async pipelines(signal: AbortSignal): Promise<readonly AmoPipeline[]> {
    return (await this.get('/api/v4/leads/pipelines', pipelinesAnswer, signal))?.read ?? [];
  }

  /** ISO code of the account's currency, in which leads have their sums; null: amoCRM does not say it. */
  async currency(signal: AbortSignal): Promise<string | null> {
    return (await this.get('/api/v4/account', currencyAnswer, signal))?.currency ?? null;
  }

  /** Deletions, restorations and merges. @param from seconds since 1970 */
  async events(from: number, signal: AbortSignal): Promise<readonly CardEvent[]> {
    const events: CardEvent[] = [];
    for (let page = 1; page <= MAX_EVENT_PAGES; page += 1) {
      const path = `/api/v4/events?limit=${EVENTS_PAGE}&page=${page}&filter[created_at][from]=${from}&filter[type]=${EVENTS.join(',')}`;
      const found = await this.get(path, eventsAnswer, signal);
      events.push(...(found?.read ?? []));
      if ((found?.count ?? 0) < EVENTS_PAGE) break;
    }
    return events;
  }

  private get<S extends v.GenericSchema>(
    path: string,
    schema: S,
    signal: AbortSignal,
  ): Promise<v.InferOutput<S> | null> {
    return this.client.request({ method: 'GET', path, schema, priority: 'work', signal });
  }
}
