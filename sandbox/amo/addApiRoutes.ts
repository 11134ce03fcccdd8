import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { abortOnDisconnect } from '../../server/http/abortOnDisconnect';
import type { AmoApi } from './AmoApi';
import { problem, type ApiAnswer } from './ApiAnswer';
import type { ContactsApi } from './ContactsApi';

const contactsQuery = v.object({ query: v.optional(v.string(), ''), with: v.optional(v.string(), '') });

/**
 * Adds amoCRM's API `/api/v4/…`: for integrations with a token; without one only `GET /api/v4/contacts`, for the page.
 */
export async function addApiRoutes(http: FastifyInstance, api: AmoApi, contacts: ContactsApi): Promise<void> {
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
      const authorization = request.headers.authorization ?? null;
      if (authorization === null && request.method === 'GET' && path === '/api/v4/contacts')
        return send(reply, await answerPage(request, reply, contacts));
      const body = typeof request.body === 'string' ? request.body : null;
      return send(
        reply,
        api.answer({ method: request.method, path, query: searchParams, authorization, body }),
      );
    });
    done();
  });
}

/** Answers the page's search for contacts. */
function answerPage(request: FastifyRequest, reply: FastifyReply, contacts: ContactsApi): Promise<ApiAnswer> {
  const { query, with: parts } = v.parse(contactsQuery, request.query);
  return contacts.answer(query, parts.split(',').includes('leads'), abortOnDisconnect(request, reply));
}

function send(reply: FastifyReply, { status, type, body }: ApiAnswer): FastifyReply {
  return body === null ? reply.code(status).send() : reply.code(status).type(type).send(body);
}
