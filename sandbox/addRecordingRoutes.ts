import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyInstance } from 'fastify';
import { abortOnDisconnect } from '../server/http/abortOnDisconnect';

/**
 * Path under which the host's server forwards requests for recordings, as a reverse proxy in front of a backend does.
 */
export const RECORDINGS_PATH = '/telephony';

/** Path of a recording: a token and a file name. */
const LINK = /^[\w.~-]+\/[\w.-]+$/;

/** Request headers that are forwarded. */
const REQUEST_HEADERS = ['range', 'if-range', 'if-none-match', 'if-modified-since'] as const;
/** Response headers that are passed back. */
const RESPONSE_HEADERS = [
  'accept-ranges',
  'cache-control',
  'content-disposition',
  'content-length',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
] as const;

/** The backend that has the recordings. */
interface RecordingBackend {
  readonly isAlive: boolean;
  /** URL with the path. */
  readonly address: string;
}

/**
 * Forwards requests for recordings to the backend, so that a page that is reached through a tunnel needs only the port
 * of the host's server.
 * @param prepare is called before the backend is asked
 */
export function addRecordingRoutes(
  http: FastifyInstance,
  backend: RecordingBackend,
  prepare: () => void,
): void {
  http.route({
    method: ['GET', 'HEAD'],
    // A wildcard, since Fastify limits the length of parameters and tokens are longer.
    url: `${RECORDINGS_PATH}/recordings/*`,
    handler: async (request, reply) => {
      if (!backend.isAlive) return reply.code(502).send();
      const { '*': path } = request.params as { '*': string };
      if (!LINK.test(path)) return reply.code(404).send();
      prepare();
      const headers = REQUEST_HEADERS.flatMap((key) => {
        const value = request.headers[key];
        return typeof value === 'string' ? [[key, value] as [string, string]] : [];
      });
      const answer = await fetch(`${backend.address}/recordings/${path}`, {
        method: request.method,
        headers,
        signal: abortOnDisconnect(request, reply),
      }).catch(() => null);
      if (answer === null) return reply.code(502).send();
      for (const key of RESPONSE_HEADERS) {
        const value = answer.headers.get(key);
        if (value !== null) void reply.header(key, value);
      }
      void reply.code(answer.status);
      return answer.body === null
        ? reply.send()
        : reply.send(Readable.fromWeb(answer.body as ReadableStream<Uint8Array>));
    },
  });
}
