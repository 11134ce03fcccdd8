import formbody from '@fastify/formbody';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { closeConnectionsOnStop } from './closeConnectionsOnStop';
import { KeyLimiter } from '../access/KeyLimiter';
import { harden, hardenedOptions } from './harden';
import type { HttpServerOptions } from './HttpServerOptions';
import { defaultHttpSettings } from './httpSettings';
import { rpcRoutes } from './rpcRoutes';

/** The HTTP side of the backend: one POST for the wire, `/health` for those who watch. It does not listen yet. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { path, bodyLimitBytes, logger, settings = defaultHttpSettings, now = Date.now } = options;
  const keyLimiter = options.keyLimiter ?? new KeyLimiter(settings.limits.keysPerMinute, now);
  const http = fastify({
    loggerInstance: logger,
    // Fastify's own line has the address with the key in it; ours is written below, without.
    logController: new LogController({ disableRequestLogging: true }),
    // One logger for all requests: none writes a line of its own, and each that is held would keep a logger.
    childLoggerFactory: (parent) => parent,
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: 'idle',
    // Features take their time to start: Redis or the telephone system may be away.
    pluginTimeout: 0,
    ...hardenedOptions(settings),
  });
  harden(http, settings.cors.origins);
  closeConnectionsOnStop(http);
  http.removeAllContentTypeParsers();
  await http.register(formbody, { bodyLimit: bodyLimitBytes });
  // Any other content is no form: 400 in the envelope, not HTTP's 415.
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => {
    done(null, undefined);
  });

  await rpcRoutes(http, { ...options, keyLimiter, origins: settings.cors.origins });
  http.get(path, (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send('AsteriskNG: this address is for the amoCRM widget (POST).\n'),
  );
  http.get('/health', (_request, reply) => {
    const health = options.health();
    return reply.code(health.status === 'down' ? 503 : 200).send(health);
  });
  return http;
}
