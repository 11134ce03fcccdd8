import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyInstance } from 'fastify';
import { abortOnDisconnect } from '../server/http/abortOnDisconnect';

/** Where the backend's recordings are reached through the host's server, as through a proxy in front of a backend. */
export const RECORDINGS_PATH = '/telephony';

/** A token and a name: what the path of a recording is made of. */
const LINK = /^[\w.~-]+\/[\w.-]+$/;

/** Headers of request and answer that a player needs. */
const ASKED = ['range', 'if-range', 'if-none-match', 'if-modified-since'] as const;
const ANSWERED = [
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
  /** With the path. */
  readonly address: string;
}

/** Passes requests for recordings on to the backend: one port is enough for a page that is reached through a tunnel. */
export function passRecordings(http: FastifyInstance, backend: RecordingBackend): void {
  http.route({
    method: ['GET', 'HEAD'],
    // Not two parameters: fastify bounds their length, and a link's token is longer.
    url: `${RECORDINGS_PATH}/recordings/*`,
    handler: async (request, reply) => {
      if (!backend.isAlive) return reply.code(502).send();
      const { '*': path } = request.params as { '*': string };
      if (!LINK.test(path)) return reply.code(404).send();
      const headers = ASKED.flatMap((key) => {
        const value = request.headers[key];
        return typeof value === 'string' ? [[key, value] as [string, string]] : [];
      });
      const answer = await fetch(`${backend.address}/recordings/${path}`, {
        method: request.method,
        headers,
        signal: abortOnDisconnect(request, reply),
      }).catch(() => null);
      if (answer === null) return reply.code(502).send();
      for (const key of ANSWERED) {
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
