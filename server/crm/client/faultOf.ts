import { AmoFault } from './AmoFault';
import { amoProblems, isAmoProblem, refusedParts } from './AmoProblem';
import type { RawAnswer } from './AmoWire';

/** Pause after amoCRM has blocked us for too many requests, ms. */
const BLOCKED_MS = 60_000;

/** Statuses that amoCRM may send without a body. */
const WITHOUT_BODY = [401, 402, 403];

/** Is this amoCRM's own answer? Otherwise a proxy or gateway has answered: an outage, whatever its status. */
export function isOwnAnswer(answer: RawAnswer): boolean {
  return isAmoProblem(answer) || (answer.kind === 'empty' && WITHOUT_BODY.includes(answer.status));
}

/**
 * The fault of an answer other than 2xx.
 * @param what method and path
 * @param isWrite it changes something
 * @param isAfterLimit amoCRM has recently answered 429
 */
export function faultOf(what: string, answer: RawAnswer, isWrite: boolean, isAfterLimit: boolean): AmoFault {
  const { status, body, kind, retryAfterMs } = answer;
  if (status === 429) return new AmoFault('limited', what, false, { restMs: retryAfterMs });
  if (status === 403 && isAfterLimit)
    return new AmoFault('limited', what, false, { restMs: retryAfterMs ?? BLOCKED_MS });
  // A server error may come after the data was stored.
  if (status >= 500) return new AmoFault('down', `${what}: ${status}`, isWrite);
  if (!isOwnAnswer(answer)) {
    const content = { json: 'a body that is not amoCRM’s', empty: 'no body', foreign: 'no JSON' }[kind];
    return new AmoFault('down', `${what}: ${status} with ${content}`, isWrite, { isForeign: true });
  }
  if (status === 401) return new AmoFault('unauthorized', what, false);
  if (status === 403 || status === 402) return new AmoFault('forbidden', `${what}: ${status}`, false);
  if (status === 404) return new AmoFault('notFound', what, false);
  const problems = amoProblems(body);
  const said = problems.map(({ code, path }) => `${path} ${code}`.replace(/[^\w .[\]-]/g, ''));
  const detail = said.length === 0 ? '' : ` (${said.join(', ').slice(0, 200)})`;
  return new AmoFault('refused', `${what}: ${status}${detail}`, false, {
    refusedParts: refusedParts(problems),
  });
}
