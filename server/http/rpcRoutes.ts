import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { statusResponse } from '../../protocol/response';
import { AnswerBound } from './AnswerBound';
import { allowOrigins } from './allowOrigins';
import { answerLine } from './answerLine';
import { DisconnectSignal } from './DisconnectSignal';
import { networkOf } from '../access/networkOf';
import type { KeyLimiter } from '../access/KeyLimiter';
import type { HttpServerOptions } from './HttpServerOptions';
import { ProxyLog } from './ProxyLog';
import { readMultipart } from './readMultipart';
import { UnknownUserLog } from './UnknownUserLog';
import { trimSlashes } from '../system/trimSlashes';

const formSchema = v.object({ json: v.string() });
const querySchema = v.object({ secret_key: v.string() });

/** What the wire's route is created with. */
export type RpcRoutesOptions = Omit<HttpServerOptions, 'health' | 'settings'> & {
  readonly keyLimiter: KeyLimiter;
  /** Origins of pages that may send requests from the browser (CORS). */
  readonly origins: readonly string[];
  /** Addresses and networks of proxies. */
  readonly trustProxy: readonly string[];
};

/**
 * Adds the wire's route: POST with a form that has the field `json`, and the query `secret_key`. Every answer is an
 * envelope with its own status, under HTTP status 200.
 */
export async function rpcRoutes(http: FastifyInstance, options: RpcRoutesOptions): Promise<void> {
  const {
    path,
    bodyLimitBytes,
    dispatcher,
    logger,
    keyLimiter,
    origins,
    onAnswer = () => undefined,
    now = Date.now,
    elapsed = now,
  } = options;
  const answerBound = new AnswerBound(elapsed);
  const unknownUsers = new UnknownUserLog(logger, elapsed);
  const proxies = new ProxyLog(logger, options.trustProxy);
  const checkKey = keyLimiter.checkFor(options.isKey);
  /** Counts an answer that came before any method. */
  const countRefusal = (outcome: '400' | '401' | 'TooManyRequests', ms: number): void =>
    onAnswer({ method: '', outcome, origin: null }, ms);

  await http.register(
    async (child) => {
      if (origins.length > 0) await allowOrigins(child, origins);
      // For this route only: a form that can't be read is an error of the parser, answered by the handler below.
      child.addContentTypeParser(
        'multipart/form-data',
        { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
        (request: FastifyRequest, body: Buffer) => readMultipart(body, request.headers['content-type'] ?? ''),
      );
      child.setErrorHandler<{ code?: string }>((error, _request, reply) => {
        countRefusal('400', reply.elapsedTime);
        // The form can't be parsed: too long, incomplete, wrongly encoded. Its content is not logged.
        logger.debug({ code: error.code }, 'a form could not be read');
        void reply.code(200).send(statusResponse(400));
      });
      child.post('/', {
        onRequest: async (request, reply) => {
          const query = v.safeParse(querySchema, request.query);
          const key = query.success ? query.output.secret_key : '';
          const verdict = checkKey(request.ip, key);
          if (verdict === 'right') return proxies.report(request.raw);
          countRefusal(verdict === 'wrong' ? '401' : 'TooManyRequests', reply.elapsedTime);
          // Before the body is read, so an answer without its id: `401` has none, and is true of either.
          await reply.send(statusResponse(401));
        },
        // Not an async function, which would keep `json` in memory while the poll waits.
        handler: (request, reply) => {
          const json = removeJson(request);
          const disconnect = new DisconnectSignal(request.raw.socket);
          const amoToken = request.headers['x-auth-token'];
          const authToken = typeof amoToken === 'string' && amoToken !== '' ? amoToken : null;
          const network = networkOf(request.ip);
          return dispatcher.dispatch(json, disconnect.signal, { authToken, network }).then((answer) => {
            disconnect.dispose();
            const omitted = answerBound.due(answer, network);
            if (omitted !== null) {
              const { level, fields } = answerLine(answer, Math.round(reply.elapsedTime), now());
              logger[level]({ ...fields, ...(omitted > 0 && { omitted }) }, 'answered');
            }
            unknownUsers.report(answer, network);
            if (answer.text !== null) options.audit?.write(answer.text, answer, network);
            onAnswer(answer, reply.elapsedTime);
            return reply.send(answer.body);
          });
        },
      });
    },
    { prefix: trimSlashes(path) },
  );
}

/** Removes the form from the request, to free its memory, and returns its field `json`; null: there is none. */
function removeJson(request: FastifyRequest): string | null {
  const form = v.safeParse(formSchema, request.body);
  request.body = undefined;
  return form.success ? form.output.json : null;
}
