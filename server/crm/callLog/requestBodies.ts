import type { CallRecord } from '../../calls/CallRecord';
import type { MissedTaskSettings } from '../amoSettings';
import type { Language } from '../../system/Message';
import type { Entity } from './CallJob';
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

/** Talk time, s. */
export function talkSeconds({ answeredAt, endedAt }: CallRecord): number {
  return answeredAt === null ? 0 : Math.max(0, Math.round((endedAt - answeredAt) / 1_000));
}

/** Body of `POST /api/v4/calls`. */
export function callBody(
  record: CallRecord,
  responsible: CallResponsible,
  link: string | null,
  { source, language }: Pick<CallLogTexts, 'source' | 'language'>,
): object {
  const result = callResult(record);
  const userId = typeof responsible === 'number' ? responsible : null;
  return {
    direction: record.direction,
    duration: talkSeconds(record),
    source,
    phone: record.number,
    uniq: record.id,
    call_status: callStatus(record),
    ...(result !== null && { call_result: result[language] }),
    created_at: toSeconds(record.startedAt),
    ...(link !== null && { link }),
    ...(responsible !== null && { call_responsible: responsible }),
    // Without `created_by` amoCRM's statistics show a robot as the author.
    ...(userId !== null && { responsible_user_id: userId, created_by: userId }),
  };
}

/** Id of the call among unsorted leads. */
export function unsortedUid(record: CallRecord): string {
  return `call:${record.id}`;
}

/** Body of `POST /api/v4/leads/unsorted/sip`. */
export function unsortedBody(
  record: CallRecord,
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
      uniq: record.id,
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

/**
 * Body of `POST /api/v4/tasks`.
 * @param now ms since 1970; a task is never due before it
 */
export function taskBody(
  record: CallRecord,
  userId: number | null,
  entity: Entity | null,
  { text, dueMinutes }: MissedTaskSettings,
  now: number,
): object {
  return {
    task_type_id: 1,
    text: withNumber(text, record.number),
    complete_till: toSeconds(Math.max(record.endedAt, now) + dueMinutes * 60_000),
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
