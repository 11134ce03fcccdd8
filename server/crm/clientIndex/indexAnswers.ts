import * as v from 'valibot';
import { amoId, itemsOf, listOf, pageOf, parts } from '../client/answerSchemas';
import { cardSchema, CLOSED_STATUSES } from '../callers/amoAnswers';
import type { IndexedCard, IndexKind } from './ClientIndexStore';
import { keptContact, keptLead, keptTask } from './readKept';
import { phoneLinks } from './phoneLinks';

/** A card that was read: null where nothing of it is to be kept, since it is closed or deleted. */
export interface ReadCard {
  readonly id: number;
  /** Seconds since 1970; null: not known. */
  readonly changedAt: number | null;
  readonly card: IndexedCard | null;
}

/** Links of one card, and characters of a text, that are kept at most. */
const MAX_LINKS = 100;
const MAX_TEXT = 250;

const cut = (text: string | null): string => (text ?? '').slice(0, MAX_TEXT);
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const dated = v.object(parts({ updated_at: time, is_deleted: v.boolean() }));
const ids = itemsOf(v.object({ id: amoId }));

function read(
  { updated_at: changedAt }: { readonly updated_at: number | null },
  kind: IndexKind,
  id: number,
  kept: object | null,
  links: readonly string[],
): ReadCard {
  const text = JSON.stringify(kept);
  return {
    id,
    changedAt,
    card: kept === null ? null : { kind, id, text, links: links.slice(0, MAX_LINKS) },
  };
}

const holder = (kind: 'contacts' | 'companies'): v.GenericSchema<unknown, ReadCard> =>
  v.pipe(
    v.intersect([cardSchema, dated]),
    v.transform(({ id, name, responsibleId, phones, companyId, ...more }) => {
      const card = v.parse(keptContact, { name: cut(name), responsibleId, phones, companyId });
      return read(more, kind, id, more.is_deleted === true ? null : card, phoneLinks(phones));
    }),
  );

const leadSchema = v.pipe(
  v.object({
    id: amoId,
    ...parts({
      name: v.string(),
      price: v.number(),
      responsible_user_id: amoId,
      status_id: amoId,
      pipeline_id: amoId,
      updated_at: time,
      is_deleted: v.boolean(),
      _embedded: v.object(parts({ contacts: ids, companies: ids })),
    }),
  }),
  v.transform((lead) => {
    const isOpen = lead.is_deleted !== true && !CLOSED_STATUSES.includes(lead.status_id ?? 0);
    const kept = v.parse(keptLead, {
      name: cut(lead.name),
      price: lead.price,
      responsibleId: lead.responsible_user_id,
      statusId: lead.status_id,
      pipelineId: lead.pipeline_id,
      changedAt: lead.updated_at,
    });
    return read(lead, 'leads', lead.id, isOpen ? kept : null, [
      ...(lead._embedded?.contacts ?? []).map(({ id }) => `contacts:${id}`),
      ...(lead._embedded?.companies ?? []).map(({ id }) => `companies:${id}`),
    ]);
  }),
);

const taskSchema = v.pipe(
  v.object({
    id: amoId,
    ...parts({
      text: v.string(),
      complete_till: time,
      responsible_user_id: amoId,
      entity_id: amoId,
      entity_type: v.picklist(['contacts', 'companies', 'leads']),
      is_completed: v.boolean(),
      updated_at: time,
    }),
  }),
  v.transform((task) => {
    const { entity_id: of, entity_type: kind } = task;
    const kept = v.parse(keptTask, {
      text: cut(task.text),
      dueAt: task.complete_till,
      responsibleId: task.responsible_user_id,
      of: of === null || kind === null ? null : { kind, id: of },
    });
    const isOpen = task.is_completed !== true && of !== null && kind !== null;
    return read(task, 'tasks', task.id, isOpen ? kept : null, [`${kind}:${of}`]);
  }),
);

const page = <T>(key: string, schema: v.GenericSchema<unknown, T>) => pageOf(key, listOf(key, schema));

/** Answers to the lists of the kinds: an odd card is left out and hides no other. */
export const indexAnswers = {
  contacts: page('contacts', holder('contacts')),
  companies: page('companies', holder('companies')),
  leads: page('leads', leadSchema),
  tasks: page('tasks', taskSchema),
} satisfies Record<IndexKind, v.GenericSchema>;

const named = { id: amoId, name: v.string() };
const pipelineSchema = v.pipe(
  v.object({ ...named, ...parts({ _embedded: v.object(parts({ statuses: itemsOf(v.object(named)) })) }) }),
  v.transform(({ id, name, _embedded }): AmoPipeline => ({
    id,
    name: cut(name),
    stages: (_embedded?.statuses ?? []).map((stage) => ({ id: stage.id, name: cut(stage.name) })),
  })),
);

/** A pipeline with its stages, in their order. */
export interface AmoPipeline {
  readonly id: number;
  readonly name: string;
  readonly stages: readonly { readonly id: number; readonly name: string }[];
}

/** The list of pipelines. */
export const pipelinesAnswer = page('pipelines', pipelineSchema);

/** The account, as far as the index is concerned: `GET /api/v4/account`. */
export const currencyAnswer = v.object(parts({ currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)) }));

/** Kinds by the names that events and webhooks give them. */
const KIND_OF = { contact: 'contacts', company: 'companies', lead: 'leads', task: 'tasks' } as const;

const eventSchema = v.pipe(
  v.object({
    id: v.union([v.string(), v.number()]),
    entity_id: amoId,
    entity_type: v.picklist(['contact', 'company', 'lead', 'task']),
    ...parts({ created_at: time }),
  }),
  v.transform(({ id, entity_id, entity_type, created_at }) => ({
    key: String(id).slice(0, MAX_TEXT),
    card: { kind: KIND_OF[entity_type], id: entity_id },
    at: created_at ?? 0,
  })),
);

/** Events of deletions and merges. */
export const eventsAnswer = page('events', eventSchema);
