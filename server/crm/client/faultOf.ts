import * as v from 'valibot';
import { AmoFault } from './AmoFault';
import type { RawAnswer } from './Wire';

/** What amoCRM says of a wrong request; of it only codes and paths are told on, since the rest may quote people. */
const problemSchema = v.object({
  'validation-errors': v.array(
    v.object({
      errors: v.array(v.object({ code: v.optional(v.string(), ''), path: v.optional(v.string(), '') })),
    }),
  ),
});

/** Blocked after too many requests: how long to leave amoCRM alone, ms. */
const BLOCKED_MS = 60_000;

/**
 * The fault that an answer other than 2xx stands for.
 * @param what method and path
 * @param isWrite it changes something
 * @param isAfterLimit amoCRM has lately said that there were too many requests
 */
export function faultOf(
  what: string,
  { status, body, retryAfterMs }: RawAnswer,
  isWrite: boolean,
  isAfterLimit: boolean,
): AmoFault {
  if (status === 401) return new AmoFault('unauthorized', what, false);
  if (status === 429) return new AmoFault('limited', what, false, retryAfterMs);
  if (status === 403 && isAfterLimit) return new AmoFault('limited', what, false, retryAfterMs ?? BLOCKED_MS);
  if (status === 403 || status === 402) return new AmoFault('forbidden', `${what}: ${status}`, false);
  if (status === 404) return new AmoFault('notFound', what, false);
  // A server that fails half way may have stored what it was sent.
  if (status >= 500) return new AmoFault('down', `${what}: ${status}`, isWrite);
  return new AmoFault('refused', `${what}: ${status}${complaints(body)}`, false);
}

function complaints(body: unknown): string {
  const problem = v.safeParse(problemSchema, body);
  if (!problem.success) return '';
  const all = problem.output['validation-errors'].flatMap(({ errors }) => errors);
  const said = all.map(({ code, path }) => `${path} ${code}`.replace(/[^\w .[\]-]/g, ''));
  return ` (${said.join(', ').slice(0, 200)})`;
}
