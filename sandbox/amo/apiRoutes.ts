import type * as v from 'valibot';
import type { CardKind } from '../page/Account';
import { invalid, ok, problem } from './ApiAnswer';
import type { AmoAccount } from './AmoAccount';
import type { ApiAnswer } from './ApiAnswer';
import type { ApiRoute } from './ApiRoute';
import { listRoutes } from './listRoutes';
import { parsedBody } from './parsedBody';
import {
  patchedTexts,
  phonesIn,
  postedCalls,
  postedContacts,
  postedNotes,
  postedTasks,
  postedUnsorted,
} from './postedBodies';

/** A route with a body of this schema; other bodies are answered with validation errors. */
function post<S extends v.GenericSchema>(
  schema: S,
  act: (account: AmoAccount, body: v.InferOutput<S>) => ApiAnswer,
): ApiRoute {
  return {
    query: [],
    act: (account, body) => parsedBody(schema, body, (parsed) => act(account, parsed)),
  };
}

/** Singular of a kind of cards, as `entity_type` has it. */
const entityName = (kind: CardKind): string => (kind === 'companies' ? 'company' : kind.slice(0, -1));

/** Adds texts and calls to the feeds of the cards that the integration names. */
function noteRoute(kind: 'contacts' | 'leads'): readonly [string, ApiRoute] {
  return [
    `POST /api/v4/${kind}/notes`,
    post(postedNotes, (account, notes) => {
      const cards = notes.map(({ entity_id }) => account.cards.find(kind, String(entity_id)));
      const lost = cards.indexOf(undefined);
      if (lost >= 0)
        return invalid([{ code: 'NotSupportedChoice', path: `${lost}.entity_id`, detail: 'no such card' }]);
      const added = notes.flatMap((note, index) => {
        const card = cards[index];
        if (card === undefined) return [];
        if (note.note_type === 'common')
          return account.addNote(card, note.params.text, note.created_by ?? null);
        const { params, note_type, ...rest } = note;
        const direction = note_type === 'call_in' ? 'inbound' : 'outbound';
        return account.addCallTo(card, { ...rest, ...params, direction });
      });
      return ok({ _embedded: { notes: added.map(({ id, card }) => ({ id, entity_id: Number(card.id) })) } });
    }),
  ];
}

/** Changes texts in feeds. */
function changedNoteRoute(kind: 'contacts' | 'leads'): readonly [string, ApiRoute] {
  return [
    `PATCH /api/v4/${kind}/notes`,
    post(patchedTexts, (account, notes) => {
      const lost = notes.findIndex(({ id, params }) => !account.changeNote(kind, id, params.text));
      if (lost >= 0) return problem(404, 'Not Found');
      return ok({ _embedded: { notes: notes.map(({ id }) => ({ id })) } });
    }),
  ];
}

/** The routes that backends use, by method and path. */
export const apiRoutes: ReadonlyMap<string, ApiRoute> = new Map([
  ...listRoutes,
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
  ...(['contacts', 'leads'] as const).flatMap((kind) => [noteRoute(kind), changedNoteRoute(kind)]),
  [
    'POST /api/v4/contacts',
    post(postedContacts, (account, contacts) =>
      ok({
        _embedded: {
          contacts: contacts.map(({ name, responsible_user_id, custom_fields_values }) => {
            const phones = phonesIn(custom_fields_values);
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
