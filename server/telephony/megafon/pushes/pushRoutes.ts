import type { FastifyBaseLogger, FastifyInstance, FastifyReply } from 'fastify';
import * as v from 'valibot';
import type { CheckKey } from '../../../access/CheckKey';
import type { ContactAnswer } from '../answerContact';
import { readPushFields, type PushFields } from '../wire/readPushFields';
import { readPush } from './readPush';
import type { EventPush, HistoryPush } from './VatsPush';
import { LogLine } from '../../../system/LogLine';
import { megafonLog } from '../messages';
import { hideTyped } from '../../../system/hideTyped';
import { trimSlashes } from '../../../system/trimSlashes';

/** Limit of a push's body, bytes; a push has some hundred. */
const LONGEST = 65_536;

/** What the routes call. */
export interface PushRoutesOptions {
  /** The wire's path. */
  readonly path: string;
  /** Checks the token of a push from this address. */
  readonly checkKey: CheckKey;
  /** Handles a push. False: this backend does not run the telephone system now. */
  readonly handlePush: (push: EventPush | HistoryPush) => boolean;
  /** @param number digits; empty: hidden */
  readonly contact: (number: string) => Promise<ContactAnswer>;
  readonly logger: FastifyBaseLogger;
}

/**
 * Registers `POST <path>/megafon` for the pushes of the VATS. Pushes that are valid but not used are answered with 200
 * too: what the VATS does with other statuses is not documented.
 */
export function pushRoutes(http: FastifyInstance, options: PushRoutesOptions): void {
  void http.register((routes, _options, done) => {
    // The format is read from the content, since the content-type header may be wrong or missing.
    routes.addHook('onRequest', (request, _reply, next) => {
      request.raw.headers['content-type'] = 'text/plain';
      next();
    });
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body));
    routes.setErrorHandler<{ statusCode?: number }>((error, _request, reply) => {
      const { statusCode: status = 500 } = error;
      if (status >= 500) options.logger.error(new LogLine(megafonLog.pushFailed, { err: error }));
      return reply
        .code(status)
        .send({ error: status >= 500 ? 'internal error' : 'the push can not be read' });
    });
    routes.post(`${trimSlashes(options.path)}/megafon`, { bodyLimit: LONGEST }, (request, reply) => {
      const body = v.parse(v.fallback(v.string(), ''), request.body);
      const fields = readPushFields(body, (form) => new URLSearchParams(form));
      if (fields === null) return reply.code(400).send({ error: 'the push can not be read' });
      const entry = options.checkKey(request.ip, tokenOf(fields));
      if (entry !== 'right') return reply.code(entry === 'wrong' ? 401 : 429).send({ error: 'wrong token' });
      return answer(options, fields, reply);
    });
    done();
  });
}

async function answer(options: PushRoutesOptions, fields: PushFields, reply: FastifyReply): Promise<unknown> {
  const { logger } = options;
  const push = readPush(fields);
  switch (push.kind) {
    case 'contact':
      return reply.send(await options.contact(push.number));
    case 'rating': {
      const { callid, rating, user } = push;
      const line = { trace: callid, rating: hideTyped(rating), user: hideTyped(user) };
      logger.info(line, 'a client has rated a call');
      return reply.send({});
    }
    case 'ignored':
      logger.info({ why: push.why }, 'a push of the VATS was ignored');
      return reply.send({});
    case 'broken':
      logger.warn(new LogLine(megafonLog.pushUnusable, { why: push.why }));
      return reply.code(400).send({ error: push.why });
    default: {
      const what = push.kind === 'event' ? push.type : push.status;
      logger.debug({ trace: push.callid, kind: push.kind, what }, 'a push of the VATS');
      // Of several backends another one may take it: see docs/MEGAFON.en.md.
      return options.handlePush(push) ? reply.send({}) : reply.code(503).send({ error: 'not now' });
    }
  }
}

/** The token of a push; empty when there is none or more than one. */
function tokenOf({ values, doubled }: PushFields): string {
  return doubled.has('crm_token') ? '' : (values.get('crm_token') ?? '');
}
