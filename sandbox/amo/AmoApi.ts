import * as v from 'valibot';
import { parseJson } from '../../server/system/parseJson';
import type { AmoAccount } from './AmoAccount';
import { invalid, problem, type ApiAnswer, type ValidationError } from './ApiAnswer';
import { apiRoutes } from './apiRoutes';

/** A request of an integration, as it came. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The header; null: none. */
  readonly authorization: string | null;
  /** The body's text; null: none. */
  readonly body: string | null;
}

/** Most requests of one integration a second that amoCRM accepts. */
const LIMIT = 7;

/** A field that names a user by id; a name in its place is shown as it is. */
const userId = v.fallback(v.nullable(v.number()), null);
const userFields = v.object({
  responsible_user_id: v.optional(userId, null),
  created_by: v.optional(userId, null),
  updated_by: v.optional(userId, null),
  call_responsible: v.optional(userId, null),
});
const namingUsers = v.array(
  v.intersect([userFields, v.object({ metadata: v.fallback(v.optional(userFields), undefined) })]),
);

/**
 * amoCRM's API for an integration with a token, as strict as it is documented: 7 requests a second, known paths and
 * parameters alone, bodies by their schema, users who exist.
 */
export class AmoApi {
  private arrivals: number[] = [];

  constructor(
    private readonly account: AmoAccount,
    private readonly token: string,
    /** ms of a clock that only goes forward. */
    private readonly now: () => number,
  ) {}

  answer({ method, path, query, authorization, body }: ApiRequest): ApiAnswer {
    if (this.isTooMany()) return problem(429, 'Too Many Requests');
    if (authorization !== `Bearer ${this.token}`) return problem(401, 'Unauthorized');
    const route = apiRoutes.get(`${method} ${path}`);
    if (route === undefined) return problem(404, 'Not Found');
    const odd = [...query.keys()].find((name) => !route.query.includes(name));
    if (odd !== undefined)
      return invalid([{ code: 'NotSupportedChoice', path: odd, detail: 'there is no such parameter' }]);
    const content = body === null ? null : parseJson(body);
    if (method === 'POST' && content === null) return problem(400, 'Bad Request', { detail: 'Invalid JSON' });
    const strangers = this.strangers(content);
    return strangers.length > 0 ? invalid(strangers) : route.act(this.account, content, query);
  }

  /** Users that the items name and the account does not have. */
  private strangers(content: unknown): readonly ValidationError[] {
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
