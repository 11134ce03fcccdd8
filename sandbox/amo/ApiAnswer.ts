/** An answer of amoCRM's API. A null body is none at all. */
export interface ApiAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: object | string | null;
}

const HAL = 'application/hal+json; charset=utf-8';

/** Most items on a page of a list. */
const MOST = 250;

/** An answer of success. */
export function ok(body: object): ApiAnswer {
  return { status: 200, type: HAL, body };
}

/** A page of a list. amoCRM says "nothing found" by a status without a body. */
export function listed(key: string, all: readonly object[], query: URLSearchParams): ApiAnswer {
  const limit = Number(query.get('limit') ?? 50);
  const page = Number(query.get('page') ?? 1);
  const errors = [
    ...(isWhole(limit, MOST) ? [] : [invalidValue('limit', `a number from 1 to ${MOST}`)]),
    ...(isWhole(page, Number.MAX_SAFE_INTEGER) ? [] : [invalidValue('page', 'a number from 1')]),
  ];
  if (errors.length > 0) return invalid(errors);
  const items = all.slice((page - 1) * limit, page * limit);
  if (items.length === 0) return { status: 204, type: HAL, body: null };
  return ok({ _page: page, _links: {}, _embedded: { [key]: items } });
}

/** A refusal. */
export function problem(status: number, title: string, more: object = {}): ApiAnswer {
  return {
    status,
    type: 'application/problem+json',
    body: { title, type: `https://httpstatus.es/${status}`, status, ...more },
  };
}

/** amoCRM's description of a value that it refuses. */
export interface ValidationError {
  readonly code: 'InvalidType' | 'InvalidValue' | 'NotSupportedChoice';
  /** Such as `0.phone`. */
  readonly path: string;
  readonly detail: string;
}

/** A value out of its bounds. */
export function invalidValue(path: string, detail: string): ValidationError {
  return { code: 'InvalidValue', path, detail };
}

/** A request that does not fit. */
export function invalid(errors: readonly ValidationError[]): ApiAnswer {
  return problem(400, 'Bad Request', {
    detail: 'Request validation failed',
    'validation-errors': [{ request_id: '0', errors }],
  });
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}
