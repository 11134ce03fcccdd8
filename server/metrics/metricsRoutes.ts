import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CheckKey } from '../access/CheckKey';
import { isForwarded } from '../system/isForwarded';
import { isOwnHost } from '../system/isOwnHost';
import type { Metrics } from './Metrics';

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/**
 * Registers `GET /metrics`. With a token: 401 for requests without it (`Authorization: Bearer …`), 429 for those of an
 * address that has tried too many keys. Without one: 403 for requests that do not come directly from a loopback address.
 * @param checkToken compares a token with the configured one; null when none is configured
 */
export function metricsRoutes(http: FastifyInstance, metrics: Metrics, checkToken: CheckKey | null): void {
  http.get('/metrics', async (request, reply) => {
    if (checkToken === null && !isLoopbackRequest(request))
      return reply.code(403).send({ error: 'this machine only' });
    const verdict = checkToken === null ? 'right' : checkToken(request.ip, bearerOf(request));
    if (verdict === 'tooMany') return reply.code(429).send({ error: 'TooManyRequests' });
    if (verdict === 'wrong')
      return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'a token is needed' });
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/**
 * Did the request come from a loopback address, to a name of this machine, and not through a proxy? Stricter than `isLocalRequest` (system/), which
 * also accepts the machine's other addresses: a scraper on this machine can use loopback, or the token.
 */
function isLoopbackRequest({ raw }: FastifyRequest): boolean {
  return !isForwarded(raw) && LOOPBACK.includes(raw.socket.remoteAddress ?? '') && isOwnHost(raw);
}

/** Token of the header `Authorization`; empty when there is none. */
function bearerOf({ headers }: FastifyRequest): string {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}
