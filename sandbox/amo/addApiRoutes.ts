import type { FastifyInstance, FastifyReply } from 'fastify';
import { abortOnDisconnect } from '../../server/http/abortOnDisconnect';
import type { AmoApi } from './AmoApi';
import { problem, type ApiAnswer } from './ApiAnswer';
import type { ContactsApi } from './ContactsApi';
import type { UserApi } from './UserApi';

/** What answers. */
export interface ApiRoutesOptions {
  readonly api: AmoApi;
  readonly contacts: ContactsApi;
  readonly makings: UserApi;
}

/**
 * Adds amoCRM's API `/api/v4/…`: for integrations with a token; without one what the page uses: `GET /api/v4/contacts`, and
 * what its user may make, whose id a header has in place of a cookie.
 */
export async function addApiRoutes(
  http: FastifyInstance,
  { api, contacts, makings }: ApiRoutesOptions,
): Promise<void> {
  await http.register((scope, _options, done) => {
    // Bodies of all types are passed as text: `AmoApi` itself answers malformed ones.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => {
      parsed(null, body);
    });
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const status = error.statusCode ?? 500;
      return send(
        reply,
        problem(status, status === 413 ? 'Request Entity Too Large' : 'Internal Server Error'),
      );
    });
    scope.all('/api/v4/*', async (request, reply) => {
      api.arrived(`${request.method} ${request.url}`);
      const { pathname, searchParams } = new URL(request.url, 'http://sandbox');
      const path = pathname.replace(/\/$/, '');
      const userId = Number(request.headers['x-sandbox-user'] ?? 0);
      const authorization = request.headers.authorization ?? null;
      if (authorization === null && request.method === 'GET' && path === '/api/v4/contacts')
        return send(
          reply,
          await contacts.answer(searchParams, abortOnDisconnect(request, reply), (card) =>
            makings.mayView(userId, card),
          ),
        );
      const body = typeof request.body === 'string' ? request.body : null;
      if (authorization === null && request.method === 'POST' && userId > 0)
        return send(reply, makings.answer({ path, userId, body: body ?? '' }));
      return send(
        reply,
        api.answer({ method: request.method, path, query: searchParams, authorization, body }),
      );
    });
    done();
  });
}

function send(reply: FastifyReply, { status, type, body }: ApiAnswer): FastifyReply {
  return body === null ? reply.code(status).send() : reply.code(status).type(type).send(body);
}
