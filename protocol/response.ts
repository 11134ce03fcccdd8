import * as v from 'valibot';
import { StatusCode, statusCodeSchema, statusDetail } from './statusCode';

/** Name that backends give to the end of a long poll with no change. */
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
  /** The original protocol's name, and the one that existing backends send; both mean the same. */
  exception: exceptionName,
  exception_name: exceptionName,
  exception_params: v.optional(v.unknown()),
});

/** What an answer says, whichever backend wrote it. */
export type Reply =
  | { readonly kind: 'result'; readonly value: unknown }
  /** The long poll ended with no change. */
  | { readonly kind: 'noChange' }
  /** The method failed; `name` is the backend's name of the reason. */
  | { readonly kind: 'exception'; readonly name: string }
  /** Refused before a method ran. */
  | { readonly kind: 'status'; readonly code: number }
  | { readonly kind: 'malformed'; readonly why: string };

/**
 * Reads an answer to the request `id`, given as text or as the value that the host parsed.
 * An exception wins over a `result`; a null exception is none.
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

/** An answer on the wire. `content` is missing when no method ran. */
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

/** The answer of a method that succeeded. */
export function successResponse(id: number | string, result: unknown): ResponseBody {
  return answered(id, { result, exception: null, exception_params: null });
}

/**
 * The answer of a method that failed. `result` is left out, since the original widget takes an answer
 * that has it for a success.
 */
export function exceptionResponse(
  id: number | string,
  name: string,
  params: Readonly<Record<string, string>> | null = null,
): ResponseBody {
  return answered(id, { exception: name, exception_name: name, exception_params: params });
}

/** The answer to a request that no method ran for. */
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
