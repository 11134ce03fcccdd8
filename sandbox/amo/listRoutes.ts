import type { Card, CardKind, FeedCall, FeedNote, Task, User } from '../page/Account';
import type { AmoAccount } from './AmoAccount';
import { ACCOUNT_ID } from './AmoIntegration';
import { listed, ok, type ApiAnswer } from './ApiAnswer';
import type { ApiRoute } from './ApiRoute';
import { cardAnswer, leadAnswer, PIPELINE_ID } from './cardAnswer';

/** Parameters of all lists, and of those that are read in the order of changes. */
const LIST = ['limit', 'page'];
const BY_CHANGE = [...LIST, 'filter[id][]', 'filter[updated_at][from]', 'order[updated_at]'];

/** A route without a body. */
function get(
  query: readonly string[],
  act: (account: AmoAccount, query: URLSearchParams) => ApiAnswer,
): ApiRoute {
  return { query, act: (account, _body, parameters) => act(account, parameters) };
}

const hasPart = (query: URLSearchParams, part: string): boolean =>
  (query.get('with') ?? '').split(',').includes(part);

const isWanted = (query: URLSearchParams, id: string): boolean => {
  const ids = query.getAll('filter[id][]');
  return ids.length === 0 || ids.includes(id);
};

const since = (query: URLSearchParams): number => Number(query.get('filter[updated_at][from]') ?? 0);

const cards = (kind: CardKind): ApiRoute =>
  get([...BY_CHANGE, 'with', 'query'], ({ cards: store }, query) => {
    const found = store
      .search(kind, query.get('query') ?? '')
      .filter((card) => isWanted(query, card.id) && store.changedAt(card) >= since(query));
    const ordered = query.has('order[updated_at]')
      ? [...found].sort((a, b) => store.changedAt(a) - store.changedAt(b))
      : found;
    const answer = (card: Card): object =>
      kind === 'leads'
        ? leadAnswer(card, store, hasPart(query, 'contacts'))
        : cardAnswer(card, store, hasPart(query, 'leads'));
    return listed(kind, ordered.map(answer), query);
  });

const NOTES = [...LIST, 'filter[note_type][]', 'filter[updated_at][from]'];

/** Calls and texts on cards of a kind. @param id of the only card; null: on all */
function notesOn(
  { life }: AmoAccount,
  kind: CardKind | 'customers',
  id: string | null,
  query: URLSearchParams,
): ApiAnswer {
  const types = query.getAll('filter[note_type][]');
  const isOn = ({ card }: Pick<FeedNote, 'card'>): boolean =>
    card.kind === kind && (id === null || card.id === id);
  const calls = life.calls.filter((call) => isOn(call) && call.at >= since(query)).map(noteAnswer);
  const texts = life.notes.filter((note) => isOn(note) && note.changedAt >= since(query)).map(textAnswer);
  const found = [...calls, ...texts].filter(
    ({ note_type }) => types.length === 0 || types.includes(note_type),
  );
  return listed('notes', found, query);
}

const notes = (kind: CardKind | 'customers'): ApiRoute =>
  get(NOTES, (account, query) => notesOn(account, kind, null, query));

/** `GET /api/v4/{kind}/{id}/notes`: what is in the feed of one card; null: it is another path. */
export function cardNotesRoute(path: string): ApiRoute | null {
  const [, kind, id] = /^\/api\/v4\/(contacts|companies|leads)\/(\d+)\/notes$/.exec(path) ?? [];
  if (kind === undefined || id === undefined) return null;
  return get(NOTES, (account, query) => notesOn(account, kind as CardKind, id, query));
}

function textAnswer({ id, card, text, who, at, changedAt }: FeedNote): { readonly note_type: string } {
  return {
    id,
    entity_id: Number(card.id),
    note_type: 'common',
    created_by: who ?? 0,
    created_at: at,
    updated_at: changedAt,
    params: { text },
  } as { readonly note_type: string };
}

function noteAnswer({ id, card, direction, phone, duration, link, source, uniq, at }: FeedCall): {
  readonly note_type: string;
} {
  return {
    id,
    entity_id: Number(card.id),
    note_type: direction === 'inbound' ? 'call_in' : 'call_out',
    created_at: at,
    updated_at: at,
    params: { uniq, duration, source, link: link ?? '', phone },
  } as { readonly note_type: string };
}

function taskAnswer(task: Task): object {
  const { id, text, till, createdAt, changedAt, isDone, result, responsible, card } = task;
  return {
    id,
    text,
    complete_till: till,
    created_at: createdAt,
    updated_at: changedAt,
    is_completed: isDone,
    result: result === '' ? [] : { text: result },
    responsible_user_id: responsible ?? 0,
    entity_id: card === null ? 0 : Number(card.id),
    entity_type: card?.kind ?? null,
  };
}

/** What a user may do: everything but administrate, unless it is said otherwise. */
function rightsOf({ viewsOwn = false, mayAdd = true }: User): object {
  const reach = viewsOwn ? 'M' : 'A';
  const kind = { view: reach, edit: reach, add: mayAdd ? 'A' : 'D', delete: reach, export: reach };
  return { contacts: kind, companies: kind, leads: kind, is_admin: false, is_active: true, group_id: null };
}

/** The routes by which backends read, by method and path. */
export const listRoutes: readonly (readonly [string, ApiRoute])[] = [
  [
    'GET /api/v4/account',
    get(['with'], ({ business }) =>
      ok({ id: ACCOUNT_ID, name: business.name, subdomain: 'sandbox', currency: business.currency }),
    ),
  ],
  [
    'GET /api/v4/users',
    get([...LIST, 'with'], ({ users }, query) =>
      listed(
        'users',
        users.map((user) => ({ id: user.id, name: user.name, email: user.email, rights: rightsOf(user) })),
        query,
      ),
    ),
  ],
  ['GET /api/v4/contacts', cards('contacts')],
  ['GET /api/v4/companies', cards('companies')],
  ['GET /api/v4/leads', cards('leads')],
  [
    'GET /api/v4/leads/pipelines',
    get([], ({ business }, query) =>
      listed(
        'pipelines',
        [{ id: PIPELINE_ID, name: business.queue, _embedded: { statuses: business.stages } }],
        query,
      ),
    ),
  ],
  // Nothing is deleted or merged in the account.
  [
    'GET /api/v4/events',
    get([...LIST, 'filter[created_at][from]', 'filter[type]'], (_account, query) =>
      listed('events', [], query),
    ),
  ],
  ['GET /api/v4/contacts/notes', notes('contacts')],
  ['GET /api/v4/companies/notes', notes('companies')],
  ['GET /api/v4/leads/notes', notes('leads')],
  ['GET /api/v4/customers/notes', notes('customers')],
  [
    'GET /api/v4/leads/unsorted',
    get([...LIST, 'filter[category][]', 'order[created_at]'], ({ life }, query) =>
      listed(
        'unsorted',
        life.unsorted.map(({ uid, sourceUid, call }) => ({
          uid,
          source_uid: sourceUid,
          source_name: call.source,
          category: 'sip',
          created_at: call.at,
          metadata: {
            from: call.phone,
            phone: call.phone,
            called_at: call.at,
            duration: call.duration,
            ...(call.link !== null && { link: call.link }),
            uniq: call.uniq,
          },
        })),
        query,
      ),
    ),
  ],
  [
    'GET /api/v4/tasks',
    get(
      [...LIST, 'filter[id][]', 'filter[is_completed]', 'filter[updated_at][from]', 'order[id]'],
      ({ life }, query) => {
        const isDone = query.get('filter[is_completed]');
        const found = life.tasks.filter(
          (task) =>
            isWanted(query, String(task.id)) &&
            task.changedAt >= since(query) &&
            (isDone === null || task.isDone === (isDone === '1')),
        );
        return listed('tasks', found.map(taskAnswer), query);
      },
    ),
  ],
];
