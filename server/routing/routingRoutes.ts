import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { CheckKey } from '../access/CheckKey';
import { networkOf } from '../access/networkOf';
import { routeCall, type Routing } from './routeCall';
import { targetSchema } from './routingSettings';
import { ownText } from '../system/ownText';
import { trimSlashes } from '../system/trimSlashes';

/** Query parameters. One that is given twice or is invalid counts as not given. */
const querySchema = v.object({
  number: v.fallback(v.pipe(v.string(), v.maxLength(64)), ''),
  key: v.fallback(v.string(), ''),
  default: v.fallback(v.optional(targetSchema), undefined),
});

/**
 * Registers `GET <path>/route?number=…&key=…&default=…` for a dialplan. The body is an extension in plain text; when none
 * is found, it is `default` of the query, else that of the settings, never an error text. With a wrong key (403, after
 * too many 429) it is `default` of the query, or empty; with a right one from an address that asks too often (429) the default.
 * @param path of the wire
 * @param checkKey checks a key that was sent from an address and counts failures
 * @param allow counts a question with a right key; false: too many with it from this network
 */
export function routingRoutes(
  http: FastifyInstance,
  path: string,
  routing: Routing,
  checkKey: CheckKey,
  allow: (network: string) => boolean,
): void {
  http.get(`${trimSlashes(path)}/route`, async (request, reply) => {
    const { number, key, default: requestDefault } = v.parse(querySchema, request.query);
    const verdict = checkKey(request.ip, key);
    void reply.type('text/plain; charset=utf-8').header('Cache-Control', 'no-store');
    if (verdict !== 'right') return reply.code(verdict === 'wrong' ? 403 : 429).send(requestDefault ?? '');
    const byDefault = requestDefault ?? routing.settings.default;
    if (!allow(networkOf(request.ip))) return reply.code(429).send(byDefault);
    // Answers are kept by the number, which was cut out of the request's address.
    return reply.send(await routeCall(routing, ownText(number), byDefault));
  });
}
