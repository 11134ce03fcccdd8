import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { CheckKey } from '../access/CheckKey';
import { routeCall, type Routing } from './routeCall';
import { targetSchema } from './routingSettings';
import { trimSlashes } from '../system/trimSlashes';

/** What a question may have in its address. What is given twice counts as not given. */
const querySchema = v.object({
  number: v.fallback(v.pipe(v.string(), v.maxLength(64)), ''),
  key: v.fallback(v.string(), ''),
  default: v.fallback(v.optional(targetSchema), undefined),
});

/**
 * Opens `GET <path>/route?number=…&key=…&default=…` for a dialplan: an extension in plain text, and nothing else in
 * it. The text is the default, never an error, whatever happens; with a wrong key (403, or 429 after many) it is
 * the asker's own.
 * @param path of the wire
 * @param checkKey tells whether this key, from this address, may ask
 */
export function routingRoutes(
  http: FastifyInstance,
  path: string,
  routing: Routing,
  checkKey: CheckKey,
): void {
  http.get(`${trimSlashes(path)}/route`, async (request, reply) => {
    const { number, key, default: asked } = v.parse(querySchema, request.query);
    const entry = checkKey(request.ip, key);
    void reply.type('text/plain; charset=utf-8').header('Cache-Control', 'no-store');
    if (entry !== 'in') return reply.code(entry === 'wrong' ? 403 : 429).send(asked ?? '');
    return reply.send(await routeCall(routing, number, asked ?? routing.settings.default));
  });
}
