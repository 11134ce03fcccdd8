import formbody from '@fastify/formbody';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { answerClientError } from './answerClientError';
import { BodyRoom } from './BodyRoom';
import { closeConnectionsOnStop } from './closeConnectionsOnStop';
import { collectBodies } from './collectBodies';
import { KeyLimiter } from '../access/KeyLimiter';
import { harden, hardenedOptions } from './harden';
import type { HttpServerOptions } from './HttpServerOptions';
import { defaultHttpSettings } from './httpSettings';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';
import { rpcRoutes } from './rpcRoutes';
import { isLocalRequest } from '../system/isLocalRequest';
import { isOwnHost } from '../system/isOwnHost';
import { stopAtFirstIssue } from '../system/stopAtFirstIssue';
import { TokenBuckets } from '../access/TokenBuckets';
import { trimSlashes } from '../system/trimSlashes';

/** Builds the HTTP server with the wire's route and `/health`. It does not listen yet; features add their routes. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { path, bodyLimitBytes, logger, settings = defaultHttpSettings, now = Date.now } = options;
  stopAtFirstIssue();
  const keyLimiter = options.keyLimiter ?? new KeyLimiter(settings.limits.keysPerMinute, now);
  const http = fastify({
    loggerInstance: logger,
    // Fastify's request log would contain the URL with the secret key; `rpcRoutes` logs answers without it.
    logController: new LogController({ disableRequestLogging: true }),
    // No logger for each request: none is used, and every waiting poll would keep one in memory.
    childLoggerFactory: (parent) => parent,
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: 'idle',
    // No time limit for features to start: they may have to wait for Redis or the telephone system.
    pluginTimeout: 0,
    clientErrorHandler: (error, socket) => answerClientError(error, socket, logger),
    ...hardenedOptions(settings),
  });
  harden(http, settings.cors.origins);
  // Node drops the headers behind the thousandth without a word, those of a proxy among them. Their bytes are bounded.
  http.server.maxHeadersCount = 0;
  const notices = new TokenBuckets(1, options.elapsed ?? now);
  const room = new BodyRoom((address) => {
    if (notices.takeToken(address)) logger.warn(new LogLine(httpLog.bodiesCrowded, { address }));
  });
  collectBodies(http, room);
  closeConnectionsOnStop(http);
  http.removeAllContentTypeParsers();
  await http.register(formbody, { bodyLimit: bodyLimitBytes });
  // Other content types reach the route without a body: the answer is 400 in the envelope instead of HTTP's 415.
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => {
    done(null, undefined);
  });

  await rpcRoutes(http, {
    ...options,
    keyLimiter,
    origins: settings.cors.origins,
    trustProxy: settings.trustProxy,
  });
  // As the wire's: with a slash at the end and without.
  for (const address of new Set([trimSlashes(path) || '/', `${trimSlashes(path)}/`]))
    http.get(address, (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .send('AsteriskNG: this address is for the amoCRM widget (POST).\n'),
    );
  http.get('/health', ({ raw }, reply) => {
    const health = options.health(isLocalRequest(raw) && isOwnHost(raw));
    return reply.code(health.status === 'down' ? 503 : 200).send(health);
  });
  return http;
}
