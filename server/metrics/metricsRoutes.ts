import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from './Metrics';

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** Headers by which a proxy says that it asks for somebody else. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * `GET /metrics`: for who shows the token, else for this machine alone. A proxy on this machine asks for others, so
 * it is no asker from here.
 * @param isToken null: there is no token
 */
export function metricsRoutes(
  http: FastifyInstance,
  metrics: Metrics,
  isToken: ((token: string) => boolean) | null,
): void {
  http.get('/metrics', async (request, reply) => {
    if (isToken === null && !isLoopbackRequest(request))
      return reply.code(403).send({ error: 'this machine only' });
    if (isToken !== null && !isToken(bearerOf(request)))
      return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'a token is needed' });
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

function isLoopbackRequest({ raw, headers }: FastifyRequest): boolean {
  const isForOthers = PROXY_HEADERS.some((name) => name in headers);
  return !isForOthers && LOOPBACK.includes(raw.socket.remoteAddress ?? '');
}

function bearerOf({ headers }: FastifyRequest): string {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}
