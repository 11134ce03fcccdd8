import * as v from 'valibot';
import type { CardKind, FeedCall } from '../page/Account';
import type { AmoAccount } from './AmoAccount';
import { ACCOUNT_ID } from './AmoIntegration';
import { invalid, listed, ok, problem, type ApiAnswer } from './ApiAnswer';
import { cardAnswer, leadAnswer } from './cardAnswer';
import { postedCalls, postedContacts, postedTasks, postedUnsorted } from './postedBodies';

/** Handles one method and path of the API. */
export interface ApiRoute {
  /** Allowed query parameters; others are refused. */
  readonly query: readonly string[];
  /** @param body parsed JSON; null: none */
  readonly act: (account: AmoAccount, body: unknown, query: URLSearchParams) => ApiAnswer;
}

/** Parameters of all lists. */
const LIST = ['limit', 'page'];

/** A route without a body. */
function get(
  query: readonly string[],
  act: (account: AmoAccount, query: URLSearchParams) => ApiAnswer,
): ApiRoute {
  return { query, act: (account, _body, parameters) => act(account, parameters) };
}

/** A route with a body of this schema; other bodies are answered with validation errors. */
function post<S extends v.GenericSchema>(
  schema: S,
  act: (account: AmoAccount, body: v.InferOutput<S>) => ApiAnswer,
): ApiRoute {
  return {
    query: [],
    act: (account, body) => {
      const parsed = v.safeParse(schema, body);
      if (parsed.success) return act(account, parsed.output);
      return invalid(
        parsed.issues.map((issue) => ({
          code: 'InvalidType' as const,
          path: v.getDotPath(issue) ?? '',
          detail: issue.message,
        })),
      );
    },
  };
}

const cards = (kind: 'contacts' | 'companies'): ApiRoute =>
  get([...LIST, 'with', 'query', 'filter[id][]'], (account, query) => {
    const store = account.cards;
    const ids = query.getAll('filter[id][]');
    const withLeads = (query.get('with') ?? '').split(',').includes('leads');
    const found = store.search(kind, query.get('query') ?? '');
    const chosen = ids.length === 0 ? found : found.filter(({ id }) => ids.includes(id));
    return listed(
      kind,
      chosen.map((card) => cardAnswer(card, store, withLeads)),
      query,
    );
  });

const notes = (kind: CardKind | 'customers'): ApiRoute =>
  get([...LIST, 'filter[note_type][]', 'filter[updated_at][from]'], (account, query) => {
    const types = query.getAll('filter[note_type][]');
    const since = Number(query.get('filter[updated_at][from]') ?? 0);
    const found = account.life.calls
      .filter(({ card, at }) => card.kind === kind && at >= since)
      .map(noteAnswer)
      .filter(({ note_type }) => types.length === 0 || types.includes(note_type));
    return listed('notes', found, query);
  });

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

/** Singular of a kind of cards, as `entity_type` has it. */
const entityName = (kind: CardKind): string => (kind === 'companies' ? 'company' : kind.slice(0, -1));

const kindRights = { view: 'A', edit: 'A', add: 'A', delete: 'A', export: 'A' };

/** Rights of a user who may do everything but administrate. */
const everything = {
  contacts: kindRights,
  companies: kindRights,
  leads: kindRights,
  is_admin: false,
  is_active: true,
  group_id: null,
};

/** The routes that backends use, by method and path. */
export const apiRoutes: ReadonlyMap<string, ApiRoute> = new Map([
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
        users.map(({ id, name, email }) => ({ id, name, email, rights: everything })),
        query,
      ),
    ),
  ],
  ['GET /api/v4/contacts', cards('contacts')],
  ['GET /api/v4/companies', cards('companies')],
  [
    'GET /api/v4/leads',
    get([...LIST, 'with', 'query', 'filter[id][]'], (account, query) => {
      const ids = query.getAll('filter[id][]');
      const found = account.cards.search('leads', query.get('query') ?? '');
      const chosen = ids.length === 0 ? found : found.filter(({ id }) => ids.includes(id));
      return listed(
        'leads',
        chosen.map((card) => leadAnswer(card, account.time)),
        query,
      );
    }),
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
        })),
        query,
      ),
    ),
  ],
  [
    'GET /api/v4/tasks',
    get([...LIST, 'filter[is_completed]', 'filter[updated_at][from]'], ({ life }, query) => {
      const since = Number(query.get('filter[updated_at][from]') ?? 0);
      const isDone = query.get('filter[is_completed]');
      const found = life.tasks.filter(
        (task) => task.createdAt >= since && (isDone === null || task.isDone === (isDone === '1')),
      );
      return listed(
        'tasks',
        found.map((task) => ({
          id: task.id,
          text: task.text,
          complete_till: task.till,
          created_at: task.createdAt,
          is_completed: task.isDone,
          responsible_user_id: task.responsible ?? 0,
        })),
        query,
      );
    }),
  ],
  [
    'POST /api/v4/calls',
    post(postedCalls, (account, calls) => {
      const done = calls.map((call) => account.addCall(call));
      const taken = done.flatMap((call) => call ?? []);
      const errors = done.flatMap((call, index) =>
        call === null
          ? [
              {
                title: 'Entity not found',
                status: 263,
                request_id: calls[index]?.request_id ?? String(index),
              },
            ]
          : [],
      );
      const body = {
        _total_items: taken.length,
        ...(errors.length > 0 && { errors }),
        _embedded: {
          calls: taken.map(({ id, card }) => ({
            id,
            entity_id: Number(card.id),
            entity_type: entityName(card.kind),
          })),
        },
      };
      return taken.length === 0 ? { ...problem(400, ''), body } : ok(body);
    }),
  ],
  [
    'POST /api/v4/contacts',
    post(postedContacts, (account, contacts) =>
      ok({
        _embedded: {
          contacts: contacts.map(({ name, responsible_user_id, custom_fields_values }) => {
            const phones = custom_fields_values
              .filter(({ field_code }) => field_code === 'PHONE')
              .flatMap(({ values }) => values.map(({ value }) => value));
            const card = account.addContact({ name, phones, responsible: responsible_user_id });
            return { id: Number(card.id) };
          }),
        },
      }),
    ),
  ],
  [
    'POST /api/v4/leads/unsorted/sip',
    post(postedUnsorted, (account, items) => {
      const unsorted = items.flatMap((item) => account.addUnsorted(item) ?? []);
      if (unsorted.length === 0) return problem(400, 'Bad Request', { detail: 'the same source_uid twice' });
      return ok({
        _total_items: unsorted.length,
        _embedded: { unsorted: unsorted.map(({ uid }) => ({ uid })) },
      });
    }),
  ],
  [
    'POST /api/v4/tasks',
    post(postedTasks, (account, tasks) => {
      const lost = tasks.findIndex(
        ({ entity_id, entity_type = '' }) =>
          entity_id !== undefined && account.cards.find(entity_type, String(entity_id)) === undefined,
      );
      if (lost >= 0)
        return invalid([{ code: 'NotSupportedChoice', path: `${lost}.entity_id`, detail: 'no such card' }]);
      return ok({ _embedded: { tasks: tasks.map((task) => ({ id: account.addTask(task).id })) } });
    }),
  ],
]);
