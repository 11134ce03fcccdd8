import * as v from 'valibot';
import { isMethod, methods } from '../../protocol/methods';
import { NUMBER_UUID } from '../../protocol/contact';
import { decodeRequest } from '../../protocol/request';
import type { AuditEntry } from '../access/AuditEntry';
import { dialledOrText } from '../rpc/dialledOrText';
import { isAudited } from '../rpc/isQuery';
import type { DispatchResult } from '../rpc/DispatchResult';
import { hideCommand } from '../system/hideCommand';
import { hideNumber } from '../system/hideNumber';
import { hideTyped } from '../system/hideTyped';
import { shortField } from '../system/shortField';

/** What an entry names of a command's parameters. */
const namedSchema = v.object({
  unique_id: v.optional(v.string()),
  /** Of a missed client: the whole call that the line began with. */
  id: v.optional(v.string()),
  phone: v.optional(v.string()),
  contact_uuid: v.optional(v.string()),
  command_id: v.optional(v.string()),
});

/** How telephone numbers are written into an entry: their last four digits, or whole. */
export type NumberForm = 'last4' | 'whole';

/**
 * The entry of an answered command, or of another audited request; null: the request was neither. It has no DTMF digits, which may be a secret
 * such as a PIN.
 * @param json the request's text
 */
export function auditEntry(json: string, reply: DispatchResult): AuditEntry | null {
  // An answer without content: the parameters were invalid, and no method was called.
  if (!isAudited(reply.method) || reply.body.content === undefined) return null;
  const params = paramsOf(json, reply.method);
  if (params === null) return null;
  const { id = null, unique_id = id, phone, contact_uuid, command_id = null } = v.parse(namedSchema, params);
  return {
    email: reply.email,
    extension: reply.extension,
    method: reply.method,
    call: unique_id,
    target: phone === undefined ? dialledByUuid(contact_uuid ?? null) : dialledOrText(phone),
    outcome: reply.outcome,
    command: command_id,
    trace: reply.trace,
  };
}

/** The uuid with the number that is dialled by it, where it is the phone book's prefix with a text behind it. */
function dialledByUuid(uuid: string | null): string | null {
  if (uuid?.startsWith(NUMBER_UUID) !== true) return uuid;
  return `${NUMBER_UUID}${dialledOrText(uuid.slice(NUMBER_UUID.length))}`;
}

/** The parameters that the command ran with, without what its method does not know: the sender may add anything. */
function paramsOf(json: string, method: string): object | null {
  const request = decodeRequest(json);
  if (request === null || !isMethod(method)) return null;
  const parsed = v.safeParse(methods[method].params, request.content.params);
  return parsed.success ? parsed.output : null;
}

/** The entry as it is written: telephone numbers as `form` says, and what the sender makes up cut. @param now ms since 1970 */
export function writtenEntry(entry: AuditEntry, form: NumberForm, now: number): AuditEntry {
  const shown = withNumbers(entry, form, now);
  const { email, target, command, call, trace } = shown;
  const cut = (text: string | null): string | null => (text === null ? null : shortField(text));
  return {
    ...shown,
    email: cut(email),
    call: cut(call),
    target: cut(target),
    command: cut(command),
    trace: cut(trace),
  };
}

function withNumbers(entry: AuditEntry, form: NumberForm, now: number): AuditEntry {
  if (form === 'whole') return entry;
  const { email, target, command, call, trace } = entry;
  const known = call === null || trace !== null ? call : hideCommand(call, null, now);
  return {
    ...entry,
    call: known === null ? null : hideNumber(known),
    email: email === null ? null : hideTyped(email),
    target: target === null ? null : hideTyped(target),
    command: command === null ? null : hideNumber(hideCommand(command, known, now)),
    trace: trace === null ? null : hideNumber(trace),
  };
}
