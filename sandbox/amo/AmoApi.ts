import * as v from 'valibot';
import { parseJson } from '../../server/system/parseJson';
import type { AmoAccount } from './AmoAccount';
import { invalid, ok, problem, type ApiAnswer, type ValidationError } from './ApiAnswer';
import { apiRoutes } from './apiRoutes';
import type { ApiRoute } from './ApiRoute';
import { cardNotesRoute } from './listRoutes';
import { taskRoute } from './taskRoute';

/** An HTTP request of an integration. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The header `Authorization`; null: none. */
  readonly authorization: string | null;
  /** The body's text; null: none. */
  readonly body: string | null;
}

/** Requests a second that amoCRM accepts from one integration. */
const LIMIT = 7;

/** Requests that are remembered. */
const MAX_NOTED = 10_000;

/** The id of a user; null when the field has none, or a name in its place. */
const userId = v.fallback(v.nullable(v.number()), null);
const userFields = v.object({
  responsible_user_id: v.optional(userId, null),
  created_by: v.optional(userId, null),
  updated_by: v.optional(userId, null),
  call_responsible: v.optional(userId, null),
});
/** The fields of posted items that name users. */
const namingUsers = v.array(
  v.intersect([userFields, v.object({ metadata: v.fallback(v.optional(userFields), undefined) })]),
);

/**
 * Imitates amoCRM's API for an integration with a token, as strict as documented: at most 7 requests a second, only
 * known paths and parameters, bodies by their schema, only users that exist.
 */
export class AmoApi {
  /** The last requests to the host's API, those of the page included, as `GET /api/v4/contacts?…`. For tests. */
  readonly requests: string[] = [];
  /** Times of the requests in the last second, ms. */
  private arrivals: number[] = [];

  constructor(
    private readonly account: AmoAccount,
    private readonly token: string,
    /** A monotonic clock, ms. */
    private readonly now: () => number,
  ) {}

  /** Notes a request that has arrived, before it is answered. */
  arrived(request: string): void {
    this.requests.push(request);
    if (this.requests.length > MAX_NOTED) this.requests.shift();
  }

  /** Answers a request as amoCRM would, and changes the account. */
  answer({ method, path, query, authorization, body }: ApiRequest): ApiAnswer {
    if (this.isTooMany()) return problem(429, 'Too Many Requests');
    if (authorization !== `Bearer ${this.token}`) return problem(401, 'Unauthorized');
    const uid = /^\/api\/v4\/leads\/unsorted\/([\w-]+)\/decline$/.exec(path)?.[1];
    if (method === 'DELETE' && uid !== undefined)
      return this.account.decline(uid) ? ok({ uid, category: 'sip' }) : problem(404, 'Not Found');
    const route = apiRoutes.get(`${method} ${path}`) ?? oneOfRoute(method, path);
    if (!route) return problem(404, 'Not Found');
    const unknownParameter = [...query.keys()].find((name) => !route.query.includes(name));
    if (unknownParameter !== undefined)
      return invalid([
        { code: 'NotSupportedChoice', path: unknownParameter, detail: 'there is no such parameter' },
      ]);
    const content = body === null ? null : parseJson(body);
    if (/^(POST|PATCH)$/.test(method) && content === null)
      return problem(400, 'Bad Request', { detail: 'Invalid JSON' });
    const unknownUsers = this.unknownUsers(content);
    return unknownUsers.length > 0 ? invalid(unknownUsers) : route.act(this.account, content, query);
  }

  /** Errors for users that the posted items name and the account does not have. */
  private unknownUsers(content: unknown): readonly ValidationError[] {
    const items = v.safeParse(namingUsers, content);
    if (!items.success) return [];
    const ids = new Set(this.account.users.map(({ id }) => id));
    return items.output.flatMap(({ metadata, ...own }, index) => {
      const inMetadata = Object.entries(metadata ?? {}).map(
        ([field, id]) => [`metadata.${field}`, id] as const,
      );
      return [...Object.entries(own), ...inMetadata].flatMap(([field, id]): ValidationError[] =>
        id === null || ids.has(id)
          ? []
          : [{ code: 'NotSupportedChoice', path: `${index}.${field}`, detail: 'there is no such user' }],
      );
    });
  }

  private isTooMany(): boolean {
    const now = this.now();
    this.arrivals = [...this.arrivals.filter((at) => at > now - 1_000), now];
    return this.arrivals.length > LIMIT;
  }
}

/** The route of a path with an id; null: it is no such path. */
function oneOfRoute(method: string, path: string): ApiRoute | null {
  if (method === 'GET') return cardNotesRoute(path);
  return method === 'PATCH' ? taskRoute(path) : null;
}
