import * as v from 'valibot';
import type { Entity } from './CallJob';

const id = v.pipe(v.number(), v.integer(), v.minValue(1));

const TYPES = new Map<string, Entity['type']>(
  (['contacts', 'companies', 'leads', 'customers'] as const).flatMap((type) => [
    [type, type],
    [type === 'companies' ? 'company' : type.slice(0, -1), type],
  ]),
);

/** The card that a call was put to; null: amoCRM does not say. */
export function entityOf(
  type: string | null | undefined,
  entityId: number | null | undefined,
): Entity | null {
  const known = TYPES.get(type ?? '');
  return known === undefined || !entityId ? null : { type: known, id: entityId };
}

const errorSchema = v.object({ title: v.optional(v.string(), ''), detail: v.optional(v.string(), '') });

const loggedCallSchema = v.object({
  entity_type: v.nullish(v.string()),
  entity_id: v.nullish(v.number()),
  _embedded: v.optional(v.object({ entity: v.optional(v.object({ id: v.nullish(v.number()) })) })),
});

/** `POST /api/v4/calls` with one call: it was taken, or it stands among the errors. */
export const callsAnswer = v.pipe(
  v.object({
    _embedded: v.optional(v.object({ calls: v.optional(v.array(loggedCallSchema), []) }), { calls: [] }),
    errors: v.optional(v.array(errorSchema), []),
  }),
  v.check(
    ({ _embedded, errors }) => _embedded.calls.length + errors.length > 0,
    'neither a call nor an error',
  ),
  v.transform(({ _embedded, errors }) => {
    const [call] = _embedded.calls;
    return {
      isTaken: call !== undefined,
      entity:
        call === undefined ? null : entityOf(call.entity_type, call.entity_id ?? call._embedded?.entity?.id),
      /** No card has the number. */
      isUnknown: errors.some(({ title, detail }) => /not found/i.test(`${title} ${detail}`)),
    };
  }),
);

export const newContactAnswer = v.object({
  _embedded: v.object({ contacts: v.pipe(v.array(v.object({ id })), v.minLength(1)) }),
});

/** What was made has an id or a uid; it is of no use to us. */
export const madeAnswer = v.object({ _embedded: v.object({}) });

const notesWithin = v.object({
  _embedded: v.object({
    notes: v.array(
      v.object({
        entity_id: v.nullish(v.number()),
        params: v.nullish(v.object({ uniq: v.nullish(v.union([v.string(), v.number()])) })),
      }),
    ),
  }),
});

/** Notes of calls: their card, and the key that was given with the call. */
export const notesAnswer = v.pipe(
  notesWithin,
  v.transform(({ _embedded }) =>
    _embedded.notes.map(({ entity_id, params }) => ({
      entityId: entity_id ?? null,
      uniq: String(params?.uniq ?? ''),
    })),
  ),
);

export const unsortedAnswer = v.pipe(
  v.object({ _embedded: v.object({ unsorted: v.array(v.object({ source_uid: v.nullish(v.string()) })) }) }),
  v.transform(({ _embedded }) => _embedded.unsorted.map(({ source_uid }) => source_uid ?? '')),
);

export const tasksAnswer = v.pipe(
  v.object({
    _embedded: v.object({
      tasks: v.array(v.object({ text: v.nullish(v.string()), created_at: v.nullish(v.number()) })),
    }),
  }),
  v.transform(({ _embedded }) =>
    _embedded.tasks.map(({ text, created_at }) => ({
      text: text ?? '',
      createdAt: (created_at ?? 0) * 1_000,
    })),
  ),
);
