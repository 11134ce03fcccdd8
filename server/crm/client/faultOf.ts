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
  { status, body, kind, retryAfterMs }: RawAnswer,
  isWrite: boolean,
  isAfterLimit: boolean,
): AmoFault {
  if (status === 401) return new AmoFault('unauthorized', what, false);
  if (status === 429) return new AmoFault('limited', what, false, retryAfterMs);
  if (status === 403 && isAfterLimit) return new AmoFault('limited', what, false, retryAfterMs ?? BLOCKED_MS);
  if (status === 403 || status === 402) return new AmoFault('forbidden', `${what}: ${status}`, false);
  if (kind === 'foreign' && status < 500)
    return new AmoFault('down', `${what}: ${status} without JSON`, isWrite);
  if (status === 404) return new AmoFault('notFound', what, false);
  // A server that fails half way may have stored what it was sent.
  if (status >= 500) return new AmoFault('down', `${what}: ${status}`, isWrite);
  const problems = readProblems(body);
  const said = problems.map(({ code, path }) => `${path} ${code}`.replace(/[^\w .[\]-]/g, ''));
  const detail = said.length === 0 ? '' : ` (${said.join(', ').slice(0, 200)})`;
  return new AmoFault('refused', `${what}: ${status}${detail}`, false, null, problems.some(isOfUser));
}

interface Problem {
  readonly code: string;
  readonly path: string;
}

function readProblems(body: unknown): readonly Problem[] {
  const problem = v.safeParse(problemSchema, body);
  return problem.success ? problem.output['validation-errors'].flatMap(({ errors }) => errors) : [];
}

/** Is it a user of the account that is refused: one who was deleted or switched off? */
function isOfUser({ path }: Problem): boolean {
  return /responsible|created_by|updated_by/.test(path);
}
