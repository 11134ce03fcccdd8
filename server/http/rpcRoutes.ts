import cors from '@fastify/cors';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { decodeRequest } from '../../protocol/request';
import { exceptionResponse, statusResponse, type ResponseBody } from '../../protocol/response';
import { answerLine } from './answerLine';
import { DisconnectSignal } from './DisconnectSignal';
import type { KeyLimiter } from '../access/KeyLimiter';
import type { HttpServerOptions } from './HttpServerOptions';
import { UnknownUserLog } from './UnknownUserLog';
import { trimSlashes } from '../system/trimSlashes';

const formSchema = v.object({ json: v.string() });
const querySchema = v.object({ secret_key: v.string() });

/** What the wire takes from the server that it is on. */
export type RpcRoutesOptions = Omit<HttpServerOptions, 'health' | 'settings'> & {
  readonly keyLimiter: KeyLimiter;
  /** Pages that may ask straight from the browser. */
  readonly origins: readonly string[];
};

/** Opens the wire: one POST. Every answer is in the envelope, with HTTP's 200. */
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
  } = options;
  /** Requests of addresses that have tried too many keys: read for the id of their answer alone. */
  const turnedAway = new WeakSet<FastifyRequest>();
  const unknownUsers = new UnknownUserLog(logger);
  /** Counts an answer that no method gave. */
  const refused = (outcome: '400' | '401' | 'TooManyRequests', ms: number): void =>
    onAnswer({ method: '', outcome, origin: null }, ms);

  await http.register(
    async (wire) => {
      if (origins.length > 0)
        await wire.register(cors, { origin: [...origins], methods: ['POST'], maxAge: 86_400 });
      // Here alone: what is no multipart fails in its parser, which for other doors would be a fault of ours.
      await wire.register(multipart, {
        attachFieldsToBody: 'keyValues',
        limits: { files: 0, fields: 10, fieldSize: bodyLimitBytes, parts: 10 },
      });
      wire.setErrorHandler<{ code?: string }>((error, _request, reply) => {
        refused('400', reply.elapsedTime);
        // A form that can't be read: too long, cut off, wrongly encoded. What it held is not logged.
        logger.debug({ code: error.code }, 'a form could not be read');
        void reply.code(200).send(statusResponse(400));
      });
      wire.post('/', {
        onRequest: async (request, reply) => {
          const query = v.safeParse(querySchema, request.query);
          const key = query.success ? query.output.secret_key : '';
          const entry = keyLimiter.check(request.ip, key, options.isKey);
          if (entry === 'tooMany') turnedAway.add(request);
          if (entry !== 'wrong') return;
          refused('401', reply.elapsedTime);
          await reply.send(statusResponse(401));
        },
        // No async function: it would keep the text of each poll that is held.
        handler: (request, reply) => {
          const json = takeForm(request);
          if (turnedAway.has(request)) {
            refused('TooManyRequests', reply.elapsedTime);
            return reply.send(tooMany(json));
          }
          const asker = new DisconnectSignal(request.raw.socket);
          return dispatcher.dispatch(json, asker.signal).then((answer) => {
            asker.answered();
            const { level, fields } = answerLine(answer, Math.round(reply.elapsedTime), now());
            logger[level](fields, 'answered');
            unknownUsers.note(answer);
            if (answer.text !== null) options.audit?.note(answer.text, answer);
            onAnswer(answer, reply.elapsedTime);
            return reply.send(answer.body);
          });
        },
      });
    },
    { prefix: trimSlashes(path) },
  );
}

/** The text in the form, which the request keeps no longer; null: there is none. */
function takeForm(request: FastifyRequest): string | null {
  const form = v.safeParse(formSchema, request.body);
  request.body = undefined;
  return form.success ? form.output.json : null;
}

function tooMany(json: string | null): ResponseBody {
  const request = json === null ? null : decodeRequest(json);
  return request === null ? statusResponse(400) : exceptionResponse(request.content.id, 'TooManyRequests');
}
