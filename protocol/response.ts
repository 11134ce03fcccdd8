import * as v from 'valibot';
import { StatusCode, statusCodeSchema, statusDetail } from './StatusCode';

/** Exception name by which backends end a long poll with no change; the spelling is the original protocol's. */
const LONG_POLL_TIMEOUT = 'LongPoolTimeout';

const exceptionName = v.nullish(v.string());

const headersSchema = v.object({
  headers: v.object({ status_code: statusCodeSchema, detail: v.nullish(v.string()) }),
});

const contentSchema = v.object({
  content: v.object({
    id: v.nullish(v.union([v.number(), v.string()])),
    result: v.optional(v.unknown()),
    error: v.nullish(v.looseObject({ code: v.optional(v.union([v.number(), v.string()])) })),
  }),
});

const innerSchema = v.looseObject({
  /** `exception` is the original protocol's field, `exception_name` the one that existing backends send. */
  exception: exceptionName,
  exception_name: exceptionName,
  exception_params: v.optional(v.unknown()),
});

/** A response in one form for all backends. */
export type Reply =
  | { readonly kind: 'result'; readonly value: unknown }
  /** The long poll ended with no change. */
  | { readonly kind: 'noChange' }
  /** The method failed; `name` is the backend's name of the reason. */
  | { readonly kind: 'exception'; readonly name: string }
  /** Refused before a method ran; `code` is one of `StatusCode` or another number. */
  | { readonly kind: 'status'; readonly code: number }
  /** No response of the protocol, or that of another request; `why` is for the log. */
  | { readonly kind: 'malformed'; readonly why: string };

/**
 * Reads the response to the request `id`. Never throws.
 * @param raw the body, as text or already parsed by the host. If it has a result and an exception, the exception
 *   counts; an exception that is null means success
 */
export function decodeResponse(raw: unknown, id: number): Reply {
  const body = typeof raw === 'string' ? parseJson(raw) : raw;
  const head = v.safeParse(headersSchema, body);
  if (!head.success) return malformed('no status code');
  const code = head.output.headers.status_code;
  if (code === StatusCode.longPollTimeout) return { kind: 'noChange' };
  if (code !== StatusCode.success) return { kind: 'status', code };

  const outer = v.safeParse(contentSchema, body);
  if (!outer.success) return malformed('no content');
  const content = outer.output.content;
  if (String(content.id) !== String(id)) return malformed('the id is not that of the request');
  if (content.error) return { kind: 'exception', name: `JSONRPC${content.error.code ?? ''}` };

  const inner = v.safeParse(innerSchema, content.result);
  if (!inner.success) return malformed('no inner result');
  const name = inner.output.exception ?? inner.output.exception_name ?? null;
  if (name === LONG_POLL_TIMEOUT) return { kind: 'noChange' };
  if (name !== null) return { kind: 'exception', name };
  if (!('result' in inner.output)) return malformed('neither result nor exception');
  return { kind: 'result', value: inner.output['result'] };
}

/** A response in the form of the wire. `content` is missing when no method ran. */
export interface ResponseBody {
  readonly headers: { readonly status_code: StatusCode; readonly detail: string };
  readonly content?: {
    readonly jsonrpc: '2.0';
    readonly id: number | string;
    readonly result:
      | { readonly result: unknown; readonly exception: null; readonly exception_params: null }
      | {
          readonly exception: string;
          readonly exception_name: string;
          readonly exception_params: Readonly<Record<string, string>> | null;
        };
  };
}

/** The response of a method that succeeded. */
export function successResponse(id: number | string, result: unknown): ResponseBody {
  return answered(id, { result, exception: null, exception_params: null });
}

/**
 * The response of a method that failed. It has no field `result`: the original widget reads any response with that
 * field as a success.
 * @param name the reason, one of `exceptionNames`
 */
export function exceptionResponse(
  id: number | string,
  name: string,
  params: Readonly<Record<string, string>> | null = null,
): ResponseBody {
  return answered(id, { exception: name, exception_name: name, exception_params: params });
}

/** The response to a request that was refused before a method ran. */
export function statusResponse(code: Exclude<StatusCode, 200>): ResponseBody {
  return { headers: { status_code: code, detail: statusDetail[code] } };
}

type Inner = NonNullable<ResponseBody['content']>['result'];

function answered(id: number | string, result: Inner): ResponseBody {
  return {
    headers: { status_code: StatusCode.success, detail: statusDetail[200] },
    content: { jsonrpc: '2.0', id, result },
  };
}

function malformed(why: string): Reply {
  return { kind: 'malformed', why };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
