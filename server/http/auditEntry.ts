import * as v from 'valibot';
import { decodeRequest } from '../../protocol/request';
import { isQuery } from '../rpc/isQuery';
import type { DispatchResult } from '../rpc/DispatchResult';
import { hideNumber } from '../system/hideNumber';

/** The audit's entry of a command: who sent what, and its outcome. */
export interface AuditEntry {
  readonly email: string;
  /** Null: the user is no agent. */
  readonly extension: string | null;
  readonly method: string;
  /** Id of the call that the command names; null: it is for the present conversation, or makes a new call. */
  readonly call: string | null;
  /** Number or contact's id that the command names; null: none. */
  readonly target: string | null;
  /** `success` or the name of the exception. */
  readonly outcome: string;
  /** The command key; null: none. */
  readonly command: string | null;
  /** The telephone system's id of the whole call, as in the log; null: not known. */
  readonly trace: string | null;
}

const namedSchema = v.object({
  unique_id: v.optional(v.string()),
  phone: v.optional(v.string()),
  contact_uuid: v.optional(v.string()),
  command_id: v.optional(v.string()),
});

/** How telephone numbers are written into an entry: their last four digits, or whole. */
export type NumberForm = 'last4' | 'whole';

/**
 * The entry of an answered command; null: the request was no command. It has no DTMF digits, which may be a secret
 * such as a PIN.
 * @param json the request's text
 */
export function auditEntry(json: string, reply: DispatchResult, form: NumberForm): AuditEntry | null {
  // An answer without content: the parameters were invalid, and no method was called.
  if (isQuery(reply.method) || reply.body.content === undefined) return null;
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
