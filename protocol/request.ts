import * as v from 'valibot';

/** The user and the version of the widget that send the request. Some hosts give `amouser_id` as text. */
export const requestHeadersSchema = v.object({
  amouser_email: v.pipe(v.string(), v.minLength(1), v.maxLength(320)),
  amouser_id: v.union([
    v.pipe(v.number(), v.integer()),
    v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number)),
  ]),
  widget_version: v.pipe(v.string(), v.maxLength(32)),
  /** Our extension: proves the user, see `open_session`. Only to a backend whose `ping` has `identity`. */
  session_token: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2_048))),
});

/** Content of the form field `json`: the user's identity and a JSON-RPC 2.0 call, with named parameters only. */
export const requestSchema = v.object({
  headers: requestHeadersSchema,
  content: v.object({
    id: v.union([v.number(), v.pipe(v.string(), v.maxLength(64))]),
    jsonrpc: v.literal('2.0'),
    method: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    /** Parsed later, with the schema of the method. */
    params: v.optional(
      v.pipe(
        v.unknown(),
        v.check((params) => !Array.isArray(params), 'named parameters only'),
        v.record(v.string(), v.unknown()),
      ),
      {},
    ),
  }),
});

/** The user and the version of the widget that send a request. */
export type RequestHeaders = v.InferOutput<typeof requestHeadersSchema>;

/** A request whose parameters are not parsed yet. */
export type Request = v.InferOutput<typeof requestSchema>;

/** How half a pair of UTF-16, which is no character, can stand in a JSON text. */
const HALF_PAIR = /\\u[dD][89a-fA-F]/;

/** Texts that were cut within an emoji have a replacement character there, so that all of them can be sent on. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : value;
}

/** Parses the form field `json`; null when it is no valid request. */
export function decodeRequest(text: string): Request | null {
  let raw: unknown;
  try {
    raw = HALF_PAIR.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = v.safeParse(requestSchema, raw);
  return parsed.success ? parsed.output : null;
}
