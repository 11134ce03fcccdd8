import type { CallRecord } from '../../calls/CallRecord';
import type { MissedTaskSettings } from '../amoSettings';
import type { Language } from '../../system/Message';
import type { CallResult, Entity } from './CallJob';
import { callResult } from './callResult';
import { callStatus } from './callStatus';

/** The user of a call: amoCRM's id, else the agent's name; null: none. */
export type CallResponsible = number | string | null;

/** Settings of the texts in requests. */
export interface CallLogTexts {
  readonly source: string;
  /** Contains `{number}`. */
  readonly newName: string;
  readonly pipelineId?: number | undefined;
  /** Of those who read them. */
  readonly language: Language;
}

/** A record with the key of its entry, see `CallMarks`. */
export type KeyedRecord = CallRecord & { readonly key: string };

/** Talk time, s. */
export function talkSeconds({ answeredAt, endedAt }: CallRecord): number {
  return answeredAt === null ? 0 : Math.max(0, Math.round((endedAt - answeredAt) / 1_000));
}

/** Body of `POST /api/v4/calls`. @param said by agents of the call */
export function callBody(
  record: KeyedRecord,
  responsible: CallResponsible,
  link: string | null,
  { source, language }: Pick<CallLogTexts, 'source' | 'language'>,
  said?: CallResult,
): object {
  return {
    direction: record.direction,
    ...entryParams(record, responsible, link, source),
    ...saidOf(record, language, said),
    created_at: toSeconds(record.startedAt),
    ...authorOf(responsible),
  };
}

/** Body of `POST /api/v4/{leads,contacts}/notes` for a call's entry on a card that an agent has chosen. */
export function callNoteBody(
  record: KeyedRecord,
  cardId: number,
  responsible: CallResponsible,
  link: string | null,
  { source, language }: Pick<CallLogTexts, 'source' | 'language'>,
  said?: CallResult,
): object {
  return {
    entity_id: cardId,
    note_type: record.direction === 'inbound' ? 'call_in' : 'call_out',
    params: { ...entryParams(record, responsible, link, source), ...saidOf(record, language, said) },
    created_at: toSeconds(record.startedAt),
    ...authorOf(responsible),
  };
}

/** Absent fields stay absent: amoCRM refuses notes in which they are null. */
function entryParams(
  record: KeyedRecord,
  responsible: CallResponsible,
  link: string | null,
  source: string,
): object {
  return {
    duration: talkSeconds(record),
    source,
    phone: record.number,
    uniq: record.key,
    ...(link !== null && { link }),
    ...(responsible !== null && { call_responsible: responsible }),
  };
}

/** The outcome, and what was not heard of the call. */
function saidOf(record: CallRecord, language: Language, said: CallResult | undefined): object {
  const unheard = callResult(record);
  const words = [said?.outcome?.text, unheard?.[language]].filter((text) => text !== undefined);
  return {
    call_status: said?.outcome?.callStatus ?? callStatus(record),
    ...(words.length > 0 && { call_result: words.join('. ') }),
  };
}

/** Without `created_by` amoCRM's statistics show a robot as the author. */
function authorOf(responsible: CallResponsible): object {
  return typeof responsible === 'number' ? { responsible_user_id: responsible, created_by: responsible } : {};
}

/** Id of the call among unsorted leads. */
export function unsortedUid(record: Pick<CallRecord, 'id'>): string {
  return `call:${record.id}`;
}

/** Body of `POST /api/v4/leads/unsorted/sip`. */
export function unsortedBody(
  record: KeyedRecord,
  responsible: CallResponsible,
  link: string | null,
  { source, newName, pipelineId }: CallLogTexts,
): object {
  const name = withNumber(newName, record.number);
  return {
    source_name: source,
    source_uid: unsortedUid(record),
    created_at: toSeconds(record.startedAt),
    ...(pipelineId !== undefined && { pipeline_id: pipelineId }),
    metadata: {
      // The documentation is ambiguous about which field is the client's number, so both have it.
      from: record.number,
      phone: record.number,
      called_at: toSeconds(record.startedAt),
      duration: talkSeconds(record),
      service_code: 'asterisk_ng',
      uniq: record.key,
      is_call_event_needed: true,
      ...(link !== null && { link }),
      ...(responsible !== null && { call_responsible: responsible }),
    },
    _embedded: {
      leads: [{ name }],
      contacts: [{ name, custom_fields_values: [phoneField(record.number)] }],
    },
  };
}

/** Body of `POST /api/v4/contacts`. */
export function contactBody(record: CallRecord, userId: number | null, { newName }: CallLogTexts): object {
  return {
    name: withNumber(newName, record.number),
    custom_fields_values: [phoneField(record.number)],
    ...(userId !== null && { responsible_user_id: userId }),
  };
}

/** The text of the task for missed calls from the number. */
export function missedTaskText(number: string, { text }: Pick<MissedTaskSettings, 'text'>): string {
  return withNumber(text, number);
}

/**
 * Body of `POST /api/v4/tasks`.
 * @param now ms since 1970; a task is never due before it
 */
export function taskBody(
  record: CallRecord,
  userId: number | null,
  entity: Entity | null,
  settings: MissedTaskSettings,
  now: number,
): object {
  return {
    task_type_id: 1,
    text: missedTaskText(record.number, settings),
    complete_till: toSeconds(Math.max(record.endedAt, now) + settings.dueMinutes * 60_000),
    ...(userId !== null && { responsible_user_id: userId }),
    ...(entity !== null && { entity_id: entity.id, entity_type: entity.type }),
  };
}

function phoneField(number: string): object {
  return { field_code: 'PHONE', values: [{ value: number, enum_code: 'WORK' }] };
}

function withNumber(text: string, number: string): string {
  return text.replaceAll('{number}', number);
}

function toSeconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
