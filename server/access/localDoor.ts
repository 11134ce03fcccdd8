import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLocalRequest } from '../system/isLocalRequest';
import { isOwnHost } from '../system/isOwnHost';
import type { CheckKey } from './CheckKey';

/** Orders of the command line to the running backend. */
export interface LocalDoor {
  readonly path: string;
  readonly checkKey: CheckKey;
  /** Is there something to be asked for by GET, too? */
  readonly methods: readonly ('GET' | 'POST')[];
  /** @param order the request's body, which is JSON; undefined: it has none */
  readonly answer: (order: unknown, reply: FastifyReply) => Promise<unknown>;
}

/** Registers a door for this machine alone, with a secret key as bearer token; to others there is nothing at its path. */
export function localDoor(http: FastifyInstance, { path, checkKey, methods, answer }: LocalDoor): void {
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!isLocalRequest(request.raw) || !isOwnHost(request.raw)) {
      await reply.code(404).send();
      return;
    }
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const entry = checkKey(request.ip, key);
    if (entry !== 'right') await reply.code(entry === 'wrong' ? 401 : 429).send();
  };
  // In a scope of its own, since the wire accepts only forms and these routes only JSON.
  void http.register((routes, _options, done) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    for (const method of methods)
      routes.route({
        method,
        url: path,
        onRequest,
        handler: (request, reply) => answer(method === 'GET' ? undefined : request.body, reply),
      });
    done();
  });
}
