import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { statusResponse } from '../../protocol/response';
import type { Dispatcher } from '../rpc/Dispatcher';
import { askerGone } from './askerGone';

/** What the HTTP side has to know. */
export interface HttpOptions {
  /** Path of the wire, such as `/asterisk_ng`. */
  readonly path: string;
  readonly bodyLimitBytes: number;
  readonly isKey: (key: string) => boolean;
  readonly dispatcher: Dispatcher;
  readonly logger: FastifyBaseLogger;
  /** What `/health` answers. */
  readonly health: () => object;
}

const formSchema = v.object({ json: v.string() });
const querySchema = v.object({ secret_key: v.string() });

/** The HTTP side of the backend: one POST for the wire, `/health` for those who watch. It does not listen yet. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { path, bodyLimitBytes, dispatcher, logger } = options;
  const http = fastify({
    loggerInstance: logger,
    // Fastify's own line has the address with the key in it; ours is written below, without.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
  });
  http.removeAllContentTypeParsers();
  await http.register(formbody, { bodyLimit: bodyLimitBytes });
  await http.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { files: 0, fields: 10, fieldSize: bodyLimitBytes, parts: 10 },
  });
  // Any other content is no form: 400 in the envelope, not HTTP's 415.
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => {
    done(null, undefined);
  });

  http.post(path, {
    onRequest: async (request, reply) => {
      const query = v.safeParse(querySchema, request.query);
      if (!query.success || !options.isKey(query.output.secret_key)) await reply.send(statusResponse(401));
    },
    errorHandler: (error, _request, reply) => {
      // A form that can't be read: too long, cut off, wrongly encoded. What it held is not logged.
      logger.debug({ code: error.code }, 'a form could not be read');
      void reply.code(200).send(statusResponse(400));
    },
    handler: async (request, reply) => {
      const form = v.safeParse(formSchema, request.body);
      const { body, method, outcome } = await dispatcher.dispatch(
        form.success ? form.output.json : null,
        askerGone(request, reply),
      );
      const line = { method, outcome, ms: Math.round(reply.elapsedTime) };
      if (method === 'get_agent_status' && outcome === 'success') logger.debug(line, 'answered');
      else logger.info(line, 'answered');
      return reply.send(body);
    },
  });
  http.get(path, (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send('AsteriskNG: this address is for the amoCRM widget (POST).\n'),
  );
  http.get('/health', () => options.health());
  return http;
}
