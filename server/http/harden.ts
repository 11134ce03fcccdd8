import type { FastifyHttpOptions, FastifyInstance, RawServerDefault } from 'fastify';
import type { HttpSettings } from './httpSettings';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** Longest parameter in a path, characters: the token of a recording's link. */
const MAX_PARAM_LENGTH = 4_096;

/** Longest headers of a request together, bytes. */
const MAX_HEADERS_BYTES = 16_384;

/** Headers of every answer, unless the route sets its own: browsers must not frame, run, sniff or store it. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

type Hardening = Pick<
  FastifyHttpOptions<RawServerDefault>,
  'trustProxy' | 'requestTimeout' | 'connectionTimeout' | 'http' | 'routerOptions' | 'frameworkErrors'
>;

/** Fastify options that limit slow clients and malformed URLs. Waiting polls are not affected. */
export function hardenedOptions({ trustProxy, timeLimits }: HttpSettings): Hardening {
  const { headersMs, requestMs, idleMs } = timeLimits;
  return {
    trustProxy: trustProxy.length === 0 ? false : [...trustProxy],
    requestTimeout: requestMs,
    connectionTimeout: idleMs,
    http: {
      headersTimeout: Math.min(headersMs, requestMs),
      // Node checks the time limits at this interval only; its default of 30 s exceeds them.
      connectionsCheckingInterval: Math.min(headersMs, 2_000),
      maxHeaderSize: MAX_HEADERS_BYTES,
    },
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    // A malformed URL. Fastify's own answer would contain it.
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack();
      reply.raw.writeHead(400, { ...HEADERS, 'Content-Type': 'application/json' });
      reply.raw.end('{"error":"bad address"}');
    },
  };
}

/**
 * Sets the headers of every answer, and replaces Fastify's answers 404, 4xx and 500 by ones without details.
 * @param origins pages that may send requests from the browser; their scripts may read a 404
 */
export function harden(http: FastifyInstance, origins: readonly string[]): void {
  // Each path has one form: what a proxy shuts by its name must not be open by `%72oute`, which the router decodes.
  http.addHook('onRequest', async (request, reply) => {
    // Nor by the absolute form, `http://any/metrics`, whose name the checks of `Host` do not see.
    if (/^[^?]*%/.test(request.url) || !request.url.startsWith('/'))
      await reply.code(404).send({ error: 'not found' });
  });
  // Set with the answer, so that waiting polls do not keep them in memory. A route's own headers take precedence.
  http.addHook('onSend', (_request, reply, payload, done) => {
    for (const [name, value] of Object.entries(HEADERS))
      if (!reply.hasHeader(name)) void reply.header(name, value);
    done(null, payload);
  });
  http.setNotFoundHandler((request, reply) => {
    const { origin } = request.headers;
    if (origin !== undefined && origins.includes(origin))
      void reply.headers({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin' });
    return reply.code(404).send({ error: 'not found' });
  });
  http.setErrorHandler<{ statusCode?: number }>((error, _request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode >= 400 && statusCode < 500)
      return reply.code(statusCode).send({
        error:
          statusCode === 429 ? 'too many requests are being sent at once' : 'the request can not be read',
      });
    http.log.error(new LogLine(httpLog.requestFailed, { err: error }));
    return reply.code(500).send({ error: 'internal error' });
  });
}
