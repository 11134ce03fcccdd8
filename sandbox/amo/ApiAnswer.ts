/** An HTTP answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  /** Content type. */
  readonly type: string;
  /** An object becomes JSON; null: no body. */
  readonly body: object | string | null;
}

const HAL = 'application/hal+json; charset=utf-8';

/** Maximum items on a page of a list. */
const MAX_LIMIT = 250;

/** Status 200. */
export function ok(body: object): ApiAnswer {
  return { status: 200, type: HAL, body };
}

/**
 * A page of a list in HAL format, by the parameters `limit` and `page`. An empty one is status 204 without a body, as
 * in amoCRM.
 * @param key name of the list in `_embedded`
 */
export function listed(key: string, all: readonly object[], query: URLSearchParams): ApiAnswer {
  const limit = Number(query.get('limit') ?? 50);
  const page = Number(query.get('page') ?? 1);
  const errors = [
    ...(isInRange(limit, MAX_LIMIT) ? [] : [invalidValue('limit', `a number from 1 to ${MAX_LIMIT}`)]),
    ...(isInRange(page, Number.MAX_SAFE_INTEGER) ? [] : [invalidValue('page', 'a number from 1')]),
  ];
  if (errors.length > 0) return invalid(errors);
  const items = all.slice((page - 1) * limit, page * limit);
  if (items.length === 0) return { status: 204, type: HAL, body: null };
  return ok({ _page: page, _links: {}, _embedded: { [key]: items } });
}

/** An error in the format `application/problem+json`. @param more further members of the body */
export function problem(status: number, title: string, more: object = {}): ApiAnswer {
  return {
    status,
    type: 'application/problem+json',
    body: { title, type: `https://httpstatus.es/${status}`, status, ...more },
  };
}

/** An entry of `validation-errors` in amoCRM's answer to an invalid request. */
export interface ValidationError {
  readonly code: 'InvalidType' | 'InvalidValue' | 'NotSupportedChoice';
  /** Place in the request, such as `0.phone`. */
  readonly path: string;
  readonly detail: string;
}

/** Error for a value out of its range. */
export function invalidValue(path: string, detail: string): ValidationError {
  return { code: 'InvalidValue', path, detail };
}

/** Status 400 with validation errors. */
export function invalid(errors: readonly ValidationError[]): ApiAnswer {
  return problem(400, 'Bad Request', {
    detail: 'Request validation failed',
    'validation-errors': [{ request_id: '0', errors }],
  });
}

/** Whether it is an integer from 1 to `max`. */
function isInRange(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max;
}
