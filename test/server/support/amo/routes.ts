import * as v from 'valibot';
import type { AmoAccount, Note } from './AmoAccount';
import { cardAnswer } from './cardAnswer';
import { invalid, problem, type Answer } from './problem';
import { route, type Route } from './route';
import {
  changedNotes,
  completedTask,
  postedCalls,
  postedContacts,
  postedNotes,
  postedTasks,
  postedUnsorted,
} from './requestSchemas';

const none = v.null();

/** Id of the lead card that the first unsorted lead would become. */
export const UNSORTED_LEAD = 900_000;

/** A page of a list; nothing on it is 204. */
function page(key: string, all: readonly object[], query: URLSearchParams): Answer {
  const limit = Number(query.get('limit') ?? 50);
  const from = (Number(query.get('page') ?? 1) - 1) * limit;
  const items = all.slice(from, from + limit);
  return items.length === 0
    ? { status: 204 }
    : { status: 200, body: { _page: 1, _embedded: { [key]: items } } };
}

/** Those with the ids, or changed since, that are asked for; in the order of their changes if that is asked for. */
function chosen<Item extends { readonly id: number }>(
  all: readonly Item[],
  query: URLSearchParams,
  changedAt: (item: Item) => number,
): readonly Item[] {
  const ids = query.getAll('filter[id][]').map(Number);
  const since = Number(query.get('filter[updated_at][from]') ?? 0);
  const some = all.filter((item) => (ids.length === 0 || ids.includes(item.id)) && changedAt(item) >= since);
  return query.get('order[updated_at]') === 'asc' ? some.sort((a, b) => changedAt(a) - changedAt(b)) : some;
}

const made = (key: string, id: number): Answer => ({ status: 200, body: { _embedded: { [key]: [{ id }] } } });

const cards = (kind: 'contacts' | 'companies'): Route =>
  route(none, (account, _body, query) => {
    const text = query.get('query');
    const found = text === null ? account[kind] : account.search(account[kind], text);
    return page(kind, chosen(found, query, (card) => card.updated_at ?? 1).map(cardAnswer), query);
  });

const CARDS = ['contacts', 'companies', 'leads', 'customers'] as const;

/** @param id null: of all cards of the kind */
const notes = (type: Note['type'], id: number | null = null): Route =>
  route(none, (account, _body, query) => {
    const types = query.getAll('filter[note_type][]');
    const since = Number(query.get('filter[updated_at][from]') ?? 0);
    const found = account.notes.filter(
      (note) =>
        note.type === type &&
        (id === null || note.entity_id === id) &&
        types.includes(note.note_type) &&
        note.updated_at >= since,
    );
    return page('notes', found, query);
  });

const isGone = (account: AmoAccount, type: Note['type'], id: number): boolean =>
  type !== 'customers' && !account[type].some((card) => card.id === id);

const noteRoutes = (type: Note['type']): readonly (readonly [string, Route])[] => [
  [`GET /api/v4/${type}/notes`, notes(type)],
  [
    `POST /api/v4/${type}/notes`,
    route(postedNotes, (account, [note]) => {
      if (isGone(account, type, note!.entity_id)) return invalid('NotSupportedChoice', 'entity_id');
      const { entity_id, note_type, params, created_by } = note!;
      const author = created_by === undefined ? {} : { created_by };
      return made('notes', account.addNote({ type, entity_id, note_type, params, ...author }));
    }),
  ],
  [
    `PATCH /api/v4/${type}/notes`,
    route(changedNotes, (account, [change]) => {
      const note = account.notes.find(({ id }) => id === change!.id);
      if (note?.entity_id !== change!.entity_id) return problem(404);
      note.params = change!.params;
      note.updated_at = Math.floor(account.seconds());
      return made('notes', note.id);
    }),
  ],
];

type Unsorted = AmoAccount['unsorted'][number];

const uidOf = ({ source_uid }: Pick<Unsorted, 'source_uid'>): string =>
  Buffer.from(source_uid).toString('hex');

/** An unsorted lead as the list has it; the lead card that it would become has a number of its own. */
const unsortedLead = (one: Unsorted, index: number): object => ({
  ...one,
  uid: uidOf(one),
  category: 'sip',
  _embedded: { leads: [{ id: UNSORTED_LEAD + index }] },
});

/** Completes the task. */
const completing = (id: number): Route =>
  route(completedTask, (account, { result }, _query, onViolation) => {
    const task = account.tasks.find((one) => one.id === id);
    if (task === undefined) return problem(404);
    // amoCRM takes it, and loses the result that a user has written.
    if (task.is_completed) onViolation('a task is completed that was completed already');
    Object.assign(task, { is_completed: true, result, updated_at: Math.floor(account.seconds()) });
    return { status: 200, body: { id, updated_at: task.updated_at } };
  });

/** The route of a request; undefined: amoCRM has none. */
export function routeOf(method: string, path: string): Route | undefined {
  const task = /^\/api\/v4\/tasks\/(\d+)$/.exec(path)?.[1];
  if (method === 'PATCH' && task !== undefined) return completing(Number(task));
  const of = /^\/api\/v4\/(contacts|companies|leads|customers)\/(\d+)\/notes$/.exec(path);
  return method === 'GET' && of !== null
    ? notes(of[1] as Note['type'], Number(of[2]))
    : routes.get(`${method} ${path}`);
}

/** What amoCRM does, by method and path. */
const routes = new Map<string, Route>([
  [
    'GET /api/v4/account',
    route(none, ({ currency }) => ({
      status: 200,
      body: { id: 1, name: 'Ромашка', subdomain: 'romashka', currency, currency_symbol: '¤' },
    })),
  ],
  ['GET /api/v4/users', route(none, ({ users }, _body, query) => page('users', users, query))],
  ['GET /api/v4/contacts', cards('contacts')],
  ['GET /api/v4/companies', cards('companies')],
  [
    'GET /api/v4/leads',
    route(none, ({ leads, contacts }, _body, query) => {
      const of = (id: number): object => ({
        contacts: contacts.filter(({ leadIds }) => leadIds?.includes(id)).map((card) => ({ id: card.id })),
      });
      return page(
        'leads',
        chosen(leads, query, (lead) => lead.updated_at).map((lead) => ({ ...lead, _embedded: of(lead.id) })),
        query,
      );
    }),
  ],
  [
    'GET /api/v4/leads/pipelines',
    route(none, ({ pipelines }) => {
      const some = pipelines.map(({ statuses, ...one }) => ({ ...one, _embedded: { statuses } }));
      return { status: 200, body: { _total_items: some.length, _embedded: { pipelines: some } } };
    }),
  ],
  ...CARDS.flatMap(noteRoutes),
  [
    'GET /api/v4/leads/unsorted',
    route(none, ({ unsorted }, _body, query) => page('unsorted', unsorted.map(unsortedLead), query)),
  ],
  [
    'DELETE /api/v4/leads/unsorted/{uid}/decline',
    route(none, ({ unsorted }, _body, query) => {
      const index = unsorted.findIndex((one) => uidOf(one) === query.get('uid'));
      if (index < 0) return problem(404);
      unsorted.splice(index, 1);
      return { status: 200, body: { uid: query.get('uid'), category: 'sip' } };
    }),
  ],
  [
    'GET /api/v4/tasks',
    route(none, ({ tasks }, _body, query) => {
      const isOpenOnly = query.get('filter[is_completed]') === '0';
      const some = tasks.filter((task) => !isOpenOnly || !task.is_completed);
      const found = chosen(some, query, (task) => task.updated_at ?? task.created_at);
      return page('tasks', found, query);
    }),
  ],
  [
    'GET /api/v4/events',
    route(none, ({ events }, _body, query) => {
      const since = Number(query.get('filter[created_at][from]'));
      const types = (query.get('filter[type]') ?? '').split(',');
      const found = events.filter(({ type, created_at }) => types.includes(type) && created_at >= since);
      return page('events', found.reverse(), query);
    }),
  ],
  [
    'POST /api/v4/calls',
    route(postedCalls, (account, [call]) => {
      const entity = account.addCall(call!);
      if (entity === null)
        return {
          status: 400,
          body: { _total_items: 0, errors: [{ title: 'Entity not found', status: 263 }] },
        };
      const { type, id } = entity;
      const logged = {
        id: 1,
        entity_id: id,
        entity_type: type === 'companies' ? 'company' : type.slice(0, -1),
      };
      return { status: 200, body: { _total_items: 1, _embedded: { calls: [logged] } } };
    }),
  ],
  [
    'POST /api/v4/contacts',
    route(postedContacts, (account, [contact]) => made('contacts', account.addContact(contact!))),
  ],
  [
    'POST /api/v4/leads/unsorted/sip',
    route(postedUnsorted, ({ unsorted }, [lead], _query, onViolation) => {
      if (unsorted.some(({ source_uid }) => source_uid === lead!.source_uid)) {
        onViolation('the same unsorted lead twice');
        return problem(400);
      }
      unsorted.push(lead!);
      return { status: 200, body: { _total_items: 1, _embedded: { unsorted: [{ uid: uidOf(lead!) }] } } };
    }),
  ],
  [
    'POST /api/v4/tasks',
    route(postedTasks, (account, [task]) =>
      // Assumed: it is not documented what becomes of such a task.
      task!.complete_till <= account.seconds()
        ? invalid('InvalidType', '0.complete_till')
        : made('tasks', account.addTask(task!)),
    ),
  ],
]);
