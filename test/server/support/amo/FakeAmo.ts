import fastify, { type FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { systemClock, type Clock } from '../../../../server/system/Clock';
import { AmoAccount } from './AmoAccount';
import { GrantOffice } from './GrantOffice';
import { invalid, problem, type Answer } from './problem';
import { queries } from './requestSchemas';
import { routeOf } from './routes';

/** How amoCRM fails, once. */
export type Failure =
  /**
   * An answer with this status; nothing is stored. Without a body amoCRM's own, as its status has it; a text is a page
   * of HTML, null no body at all. `isStored`: it is stored all the same.
   */
  | {
      readonly status: number;
      readonly retryAfter?: number;
      readonly body?: object | string | null;
      readonly isStored?: true;
    }
  /** No answer; nothing is stored. */
  | 'silence'
  /** It is stored, and no answer comes. */
  | 'storedSilence'
  /** It is stored, and the connection is cut. */
  | 'storedCut'
  /** No server listens. */
  | 'down';

/** A request as it came. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly at: number;
}

const LIMIT = 7;

/** A path that amoCRM has not. */
const IDLE = '/idle';

/**
 * amoCRM, as far as it is documented: every request is checked against its schema, 7 a second are taken, and it can
 * be set to fail. Asked through `fetch`, or over HTTP after `listen`.
 */
export class FakeAmo {
  readonly account: AmoAccount;
  readonly grants = new GrantOffice();
  readonly seen: Seen[] = [];
  /** What we did wrong: must stay empty. */
  readonly violations: string[] = [];
  private readonly failures: { on: RegExp; failure: Failure; times: number }[] = [];
  private readonly arrivals: number[] = [];
  private withheld: { on: RegExp; until: Promise<void> } | null = null;
  private http: FastifyInstance | null = null;
  private address = '';

  constructor(readonly clock: Clock) {
    this.account = new AmoAccount(() => Math.floor(clock.now() / 1_000));
  }

  /** The next requests whose `METHOD /path` fits fail so. */
  fail(on: RegExp, failure: Failure, times = 1): void {
    this.failures.push({ on, failure, times });
  }

  /**
   * Over HTTP: the answers to requests whose `METHOD /path` fits are held back; the requests have their effect.
   * @returns gives the answers
   */
  withhold(on: RegExp): () => void {
    let give = (): void => undefined;
    const until = new Promise<void>((resolve) => (give = resolve));
    this.withheld = { on, until };
    return give;
  }

  /** All is well again. */
  mend(): void {
    this.failures.length = 0;
  }

  count(on: RegExp): number {
    return this.seen.filter(({ method, path }) => on.test(`${method} ${path}`)).length;
  }

  /** Stands for the network. */
  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    await Promise.resolve();
    const { pathname, searchParams } = new URL(url);
    const token = new Headers(init.headers).get('authorization');
    const outcome = this.take(
      init.method ?? 'GET',
      pathname,
      searchParams,
      token,
      (init.body ?? null) as string | null,
    );
    const signal = init.signal!;
    signal.throwIfAborted();
    if (outcome === 'silence')
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    if (outcome === 'cut')
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error(`to ${token}`), { code: 'ECONNRESET' }),
      });
    const { status, headers = {}, body } = outcome;
    return new Response(body === undefined ? null : written(body), { status, headers });
  };

  /** Listens on a free port; answers the address. */
  async listen(): Promise<string> {
    this.http = fastify({ forceCloseConnections: true });
    this.http.get(IDLE, () => '');
    this.http.all('/*', async (request, reply) => {
      const { pathname, searchParams } = new URL(request.url, 'http://amo');
      const body = request.body === undefined ? null : JSON.stringify(request.body);
      const outcome = this.take(
        request.method,
        pathname,
        searchParams,
        request.headers.authorization ?? null,
        body,
      );
      if (this.withheld?.on.test(`${request.method} ${request.url}`) === true) await this.withheld.until;
      if (outcome === 'silence') return reply.hijack();
      if (outcome === 'cut') {
        request.raw.socket.destroy();
        return reply.hijack();
      }
      return reply
        .code(outcome.status)
        .headers(outcome.headers ?? {})
        .type(typeof outcome.body === 'string' ? 'text/html' : 'application/json')
        .send(outcome.body === undefined ? undefined : written(outcome.body));
    });
    this.address = await this.http.listen({ host: '127.0.0.1', port: 0 });
    return this.address;
  }

  /** Over HTTP: a request that counts nowhere. Once it is answered, others that were sent before it have arrived. */
  async roundTrip(): Promise<void> {
    if (this.http?.server.listening === true) await (await fetch(this.address + IDLE)).text();
  }

  async close(): Promise<void> {
    await this.http?.close();
  }

  private take(
    method: string,
    path: string,
    query: URLSearchParams,
    authorization: string | null,
    body: string | null,
  ): Answer | 'silence' | 'cut' {
    const failure = this.failureOf(`${method} ${path}`);
    if (failure === 'down') return 'cut';
    const at = this.clock.now();
    this.seen.push({ method, path, query, at });
    if (this.isTooMany(at)) {
      // By a clock of the test the pace is exact; a busy machine brings requests together, and a restarted backend begins
      // to count again: amoCRM refuses those, too.
      if (this.clock !== systemClock) this.violations.push(`more than ${LIMIT} requests in a second`);
      return problem(429);
    }
    if (failure === 'silence') return 'silence';
    if (failure !== null && typeof failure === 'object') {
      const { status, retryAfter, body: said = problem(status).body } = failure;
      if (failure.isStored) this.answer(method, path, query, authorization, body);
      return {
        status,
        ...(said !== null && said !== undefined && { body: said }),
        headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
      };
    }
    const answer = this.answer(method, path, query, authorization, body);
    if (failure === 'storedSilence') return 'silence';
    return failure === 'storedCut' ? 'cut' : answer;
  }

  private answer(
    method: string,
    path: string,
    query: URLSearchParams,
    authorization: string | null,
    body: string | null,
  ): Answer {
    if (path === '/oauth2/access_token') return this.grants.exchange(JSON.parse(body ?? 'null'));
    if (authorization === null || !this.grants.isGood(authorization)) return problem(401);
    const { own, uid } = unsortedIn(path);
    if (uid !== null) query.set('uid', uid);
    const route = routeOf(method, own);
    if (route === undefined) return this.refuse(`there is no ${method} ${path}`);
    if (method === 'GET') {
      const known = queries.get(path.replace(/\/\d+\/notes$/, '/notes')) ?? [];
      const odd = [...query.keys()].find((name) => !known.includes(name));
      if (odd !== undefined) return this.refuse(`${path} takes no ${odd}`);
      if (Number(query.get('limit') ?? 50) > 250) return this.refuse('a page has 250 at most');
    }
    const parsed = v.safeParse(route.schema, body === null ? null : JSON.parse(body));
    if (!parsed.success)
      return this.refuse(
        `${path}: ${parsed.issues.map((one) => `${v.getDotPath(one)}: ${one.message}`).join()}`,
      );
    const gone = method === 'POST' || method === 'PATCH' ? this.account.goneIn(parsed.output) : null;
    if (gone !== null) return invalid('NotSupportedChoice', gone);
    return route.act(this.account, parsed.output as never, query, (what) => this.violations.push(what));
  }

  private refuse(what: string): Answer {
    this.violations.push(what);
    return invalid('NotSupportedChoice', 'some.path', what);
  }

  private failureOf(what: string): Failure | null {
    const found = this.failures.find(({ on }) => on.test(what));
    if (found === undefined) return null;
    found.times -= 1;
    if (found.times <= 0) this.failures.splice(this.failures.indexOf(found), 1);
    return found.failure;
  }

  private isTooMany(at: number): boolean {
    while (this.arrivals[0] !== undefined && this.arrivals[0] <= at - 1_000) this.arrivals.shift();
    this.arrivals.push(at);
    return this.arrivals.length > LIMIT;
  }
}

/** The path with `{uid}` in place of the id of an unsorted lead; null: it has none. */
function unsortedIn(path: string): { readonly own: string; readonly uid: string | null } {
  const [, before, uid, after] = /^(\/api\/v4\/leads\/unsorted)\/([^/]+)(\/decline)$/.exec(path) ?? [];
  return before === undefined
    ? { own: path, uid: null }
    : { own: `${before}/{uid}${after}`, uid: decodeURIComponent(uid ?? '') };
}

function written(body: object | string): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
