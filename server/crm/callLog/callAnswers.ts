import * as v from 'valibot';
import { amoId, itemsOf, listOf, parts } from '../client/answerSchemas';
import type { Entity } from './CallJob';

const TYPES = new Map<string, Entity['type']>(
  (['contacts', 'companies', 'leads', 'customers'] as const).flatMap((type) => [
    [type, type],
    [type === 'companies' ? 'company' : type.slice(0, -1), type],
  ]),
);

/** The card that a call was added to; null: not in the answer. */
export function entityOf(
  type: string | null | undefined,
  entityId: number | null | undefined,
): Entity | null {
  const known = TYPES.get(type ?? '');
  return known === undefined || !entityId ? null : { type: known, id: entityId };
}

/** amoCRM's error code for a number that no card has. */
const ENTITY_NOT_FOUND = 263;

const errorSchema = v.object(
  parts({ title: v.string(), detail: v.string(), message: v.string(), status: v.number(), code: v.number() }),
);

type CallError = v.InferOutput<typeof errorSchema>;

const loggedCallSchema = v.object(
  parts({
    entity_type: v.string(),
    entity_id: amoId,
    _embedded: v.object(parts({ entity: v.object(parts({ id: amoId })) })),
  }),
);

/** Answer to `POST /api/v4/calls` with one call: it is in `calls`, or refused in `errors`. */
export const callsAnswer = v.pipe(
  v.object(
    parts({
      _embedded: v.object(parts({ calls: itemsOf(loggedCallSchema) })),
      errors: v.array(v.unknown()),
    }),
  ),
  v.transform(({ _embedded, errors }) => ({ calls: _embedded?.calls ?? [], errors: errors ?? [] })),
  v.check(({ calls, errors }) => calls.length + errors.length > 0, 'neither a call nor an error'),
  v.transform(({ calls, errors }) => {
    const [call] = calls;
    const said = v.parse(itemsOf(errorSchema), errors);
    return {
      isTaken: call !== undefined,
      entity:
        call === undefined ? null : entityOf(call.entity_type, call.entity_id ?? call._embedded?.entity?.id),
      /** No card has the number. This is the only documented error, so an error without a text counts as it too. */
      isUnknown: errors.length > 0 && (said.some(isNotFound) || said.every(isWordless)),
    };
  }),
);

function isNotFound({ title, detail, status, code }: CallError): boolean {
  return [status, code].includes(ENTITY_NOT_FOUND) || /not found/i.test(`${title ?? ''} ${detail ?? ''}`);
}

function isWordless({ title, detail, message }: CallError): boolean {
  return !title && !detail && !message;
}

/** Answer to a request that creates something; of ids that of a task alone is used. Null: it is not in the answer. */
export const madeAnswer = v.pipe(
  v.object({ _embedded: v.object(parts({ tasks: itemsOf(v.object({ id: amoId })) })) }),
  v.transform(({ _embedded }) => ({ taskId: _embedded.tasks?.[0]?.id ?? null })),
);

/** Answer to a request that changes a task; nothing of it is used. */
export const changedTaskAnswer = v.object({ id: amoId });

/** Answer to a request that declines an unsorted lead; nothing of it is used. */
export const declinedAnswer = v.object({});

const keySchema = v.union([v.string(), v.number()]);

/** Notes of calls: their card, and the id that was sent with the call. Notes with other contents are not ours. */
export const notesAnswer = listOf(
  'notes',
  v.pipe(
    v.object(parts({ entity_id: amoId, params: v.object(parts({ uniq: keySchema })) })),
    v.transform(({ entity_id, params }) => ({ entityId: entity_id, uniq: String(params?.uniq ?? '') })),
  ),
);

/** Notes with a text. */
export const textNotesAnswer = listOf(
  'notes',
  v.pipe(
    v.object({ id: amoId, entity_id: amoId, params: v.object({ text: v.string() }) }),
    v.transform(({ id, entity_id, params }) => ({ id, entityId: entity_id, text: params.text })),
  ),
);

/** An unsorted lead: amoCRM's id of it, ours, the recording's URL, and ids of the lead cards that it would become. */
export interface UnsortedLead {
  readonly uid: string;
  readonly sourceUid: string;
  readonly link: string | null;
  readonly leadIds: readonly number[];
}

/** Unsorted leads. */
export const unsortedAnswer: v.GenericSchema<unknown, readonly UnsortedLead[]> = listOf(
  'unsorted',
  v.pipe(
    v.object(
      parts({
        uid: keySchema,
        source_uid: keySchema,
        metadata: v.object(parts({ link: v.pipe(v.string(), v.regex(/^https?:/)) })),
        _embedded: v.object(parts({ leads: itemsOf(v.object({ id: amoId })) })),
      }),
    ),
    v.transform(({ uid, source_uid, metadata, _embedded }) => ({
      uid: String(uid ?? ''),
      sourceUid: String(source_uid ?? ''),
      link: metadata?.link ?? null,
      leadIds: (_embedded?.leads ?? []).map(({ id }) => id),
    })),
  ),
);

/** A task as amoCRM lists it. */
export interface FoundTask {
  readonly id: number | null;
  readonly text: string;
  /** ms since 1970; 0: not in the answer. */
  readonly createdAt: number;
  readonly isCompleted: boolean;
  /** Null: not in the answer. */
  readonly responsibleId: number | null;
}

/** Tasks. */
export const tasksAnswer: v.GenericSchema<unknown, readonly FoundTask[]> = listOf(
  'tasks',
  v.pipe(
    v.object(
      parts({
        id: amoId,
        text: v.string(),
        created_at: v.number(),
        is_completed: v.boolean(),
        responsible_user_id: amoId,
      }),
    ),
    v.transform(({ id, text, created_at, is_completed, responsible_user_id }) => ({
      id,
      text: text ?? '',
      createdAt: (created_at ?? 0) * 1_000,
      isCompleted: is_completed ?? false,
      responsibleId: responsible_user_id,
    })),
  ),
);
