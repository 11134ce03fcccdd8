import { STATUS_CODES } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** A text is a page of HTML. */
  readonly body?: object | string;
}

/** A refusal in amoCRM's own words. */
export function problem(status: number, more: object = {}): Answer {
  const title = STATUS_CODES[status] ?? 'Unknown';
  return { status, body: { title, type: `https://httpstatus.es/${status}`, status, ...more } };
}

/** What amoCRM says of a request that it does not take. */
export function invalid(code: string, path: string, detail = ''): Answer {
  return problem(400, { 'validation-errors': [{ request_id: '0', errors: [{ code, path, detail }] }] });
}
