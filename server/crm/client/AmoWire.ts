import type { Clock } from '../../system/Clock';
import { boundedText } from '../../system/boundedText';
import { visibleText } from '../../system/visibleText';
import { withTimeLimit } from '../../system/withTimeLimit';
import { AmoFault } from './AmoFault';
import { abortFault } from './abortFault';

/** Longest answer that is read, bytes: the largest page of amoCRM's lists has a few megabytes. One that is cut is no JSON. */
const LONGEST = 16 * 1_024 * 1_024;

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An answer whose body is JSON, not parsed by a schema yet. */
export interface RawAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Kind of the body: amoCRM's own answers are JSON or empty. */
  readonly kind: 'json' | 'empty' | 'foreign';
  /** `Retry-After`, ms; null: none. */
  readonly retryAfterMs: number | null;
}

/** Optional parts of a request. */
export interface AmoWireRequest {
  readonly token?: string;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

/** Sends requests to amoCRM with a time limit, JSON in both directions. Fails with `AmoFault`s without secrets. */
export class AmoWire {
  constructor(
    /** Such as `https://company.amocrm.ru`. */
    private readonly origin: string,
    private readonly clock: Clock,
    /** Time limit of a request, ms. */
    private readonly timeLimitMs: number,
    private readonly fetch: Fetch,
  ) {}

  /** @param path with its query */
  async send(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    options: AmoWireRequest = {},
  ): Promise<RawAnswer> {
    const { token, body, signal } = options;
    const what = `${method} ${path.split('?')[0] ?? ''}`;
    const isDoubtful = method !== 'GET';
    const timedOut = new AmoFault('timedOut', what, isDoubtful);
    const limit = { clock: this.clock, ms: this.timeLimitMs, signals: [signal], reason: timedOut };
    return withTimeLimit(limit, async (limited) => {
      try {
        const response = await this.fetch(this.origin + path, {
          method,
          headers: {
            accept: 'application/json',
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
          signal: limited,
          redirect: 'error',
        });
        const text = await boundedText(response, LONGEST);
        const retryAfterMs = retryAfter(response.headers);
        return { status: response.status, ...parseBody(text), retryAfterMs };
      } catch (error) {
        if (limited.reason === timedOut) throw timedOut;
        if (limited.aborted) throw abortFault(signal, what, isDoubtful);
        throw new AmoFault('down', `${what}: ${codeOf(error)}`, isDoubtful);
      }
    });
  }
}

function parseBody(text: string): Pick<RawAnswer, 'body' | 'kind'> {
  try {
    return { body: JSON.parse(text, visible), kind: 'json' };
  } catch {
    return { body: null, kind: text === '' ? 'empty' : 'foreign' };
  }
}

/** Texts as they look. In a field's value the line feeds stay: several numbers stand there beneath each other. */
function visible(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return key === 'value' ? value.split('\n').map(visibleText).join('\n') : visibleText(value);
}

function retryAfter(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}

/** The system's error code: an error's message may contain what was sent. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? code : 'no connection';
}
