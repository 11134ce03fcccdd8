import type { FastifyHttpOptions, FastifyInstance, RawServerDefault } from 'fastify';
import type { HttpSettings } from './httpSettings';
import { LogLine } from '../system/LogLine';
import { httpLog } from './messages';

/** Longest part of an address, characters: a recording's token. */
const MOST_PARAM = 4_096;

/** Longest head of a request, bytes. */
const MOST_HEAD = 16_384;

/** No page may show, run or sniff what we send, unless a door says otherwise. */
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

/** Options of a server that slow clients and strange addresses do not wear out. Polls that are held are not cut. */
export function hardenedOptions({ trustProxy, timeLimits }: HttpSettings): Hardening {
  const { headersMs, requestMs, idleMs } = timeLimits;
  return {
    trustProxy: trustProxy.length === 0 ? false : [...trustProxy],
    requestTimeout: requestMs,
    connectionTimeout: idleMs,
    http: {
      headersTimeout: Math.min(headersMs, requestMs),
      // Node looks after its time limits only so often; its own 30 s would make ours void.
      connectionsCheckingInterval: Math.min(headersMs, 2_000),
      maxHeaderSize: MOST_HEAD,
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MOST_PARAM },
    // An address that can't be read. Fastify's own answer repeats it.
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack();
      reply.raw.writeHead(400, { ...HEADERS, 'Content-Type': 'application/json' });
      reply.raw.end('{"error":"bad address"}');
    },
  };
}

/**
 * Puts the headers on every answer, and answers that say nothing of us in place of Fastify's own.
 * @param origins pages that may ask straight from the browser: they may read that there is nothing at an address
 */
export function harden(http: FastifyInstance, origins: readonly string[]): void {
  // With the answer, so that a request that is held does not keep them. A door's own come first.
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
      return reply.code(statusCode).send({ error: 'the request can not be read' });
    http.log.error(new LogLine(httpLog.requestFailed, { err: error }));
    return reply.code(500).send({ error: 'internal error' });
  });
}
