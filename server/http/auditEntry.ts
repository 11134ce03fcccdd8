import * as v from 'valibot';
import { decodeRequest } from '../../protocol/request';
import { QUESTIONS } from '../rpc/questions';
import type { DispatchResult } from '../rpc/DispatchResult';
import { hideNumber } from '../system/hideNumber';

/** What is written of a command: who asked what, and how it came out. */
export interface AuditEntry {
  readonly email: string;
  /** Null: a user who has none. */
  readonly extension: string | null;
  readonly method: string;
  /** Id of the call; null: the conversation of that moment, or a new call. */
  readonly call: string | null;
  /** Number or contact that was named; null: none. */
  readonly target: string | null;
  /** `success` or the name of the exception. */
  readonly outcome: string;
  /** The command's own key. */
  readonly command: string | null;
  /** Key of the whole call, the same in each line of the log. */
  readonly trace: string | null;
}

const namedSchema = v.object({
  unique_id: v.optional(v.string()),
  phone: v.optional(v.string()),
  contact_uuid: v.optional(v.string()),
  command_id: v.optional(v.string()),
});

/** How numbers stand in an entry. */
export type NumberForm = 'last4' | 'whole';

/**
 * The entry of a command that was answered; null: it was none. Digits that were sent as tones are no part of it:
 * they may be a client's code.
 * @param json the request as it came
 */
export function auditEntry(json: string, reply: DispatchResult, form: NumberForm): AuditEntry | null {
  // Without content no method was asked: the parameters could not be read.
  if (QUESTIONS.has(reply.method) || reply.body.content === undefined) return null;
  const request = decodeRequest(json);
  const named = v.safeParse(namedSchema, request?.content.params);
  if (request === null || !named.success) return null;
  const { unique_id = null, phone, contact_uuid, command_id = null } = named.output;
  const hidden = (text: string | null): string | null =>
    text === null || form === 'whole' ? text : hideNumber(text, phone);
  return {
    email: request.headers.amouser_email,
    extension: reply.extension,
    method: reply.method,
    call: unique_id,
    target: hidden(phone ?? contact_uuid ?? null),
    outcome: reply.outcome,
    command: hidden(command_id),
    trace: reply.trace,
  };
}
