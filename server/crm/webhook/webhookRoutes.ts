import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { CheckKey } from '../../access/CheckKey';
import { nestedForm } from './nestedForm';
import { webhookChanges, type Changes } from './webhookChanges';
import { trimSlashes } from '../../system/trimSlashes';

const querySchema = v.object({ key: v.string() });

/** A parsed form. */
const formSchema = v.record(v.string(), v.union([v.string(), v.array(v.string())]));

/** Limit of the body, bytes: a card with all its fields is longer than a request of the widget. */
const BODY_LIMIT = 1_048_576;

/** Registers the webhook for changed cards of amoCRM: `POST <path>/amocrm/webhook?key=…`. */
export function webhookRoutes(
  http: FastifyInstance,
  /** The wire's path. */
  path: string,
  checkKey: CheckKey,
  onChange: (changes: Changes) => void,
): void {
  http.post(`${trimSlashes(path)}/amocrm/webhook`, {
    bodyLimit: BODY_LIMIT,
    onRequest: async (request, reply) => {
      const query = v.safeParse(querySchema, request.query);
      const entry = checkKey(request.ip, query.success ? query.output.key : '');
      if (entry !== 'right') await reply.code(entry === 'wrong' ? 401 : 429).send({ error: 'wrong key' });
    },
    errorHandler: (_error, _request, reply) => {
      // Too long, cut off, wrongly encoded. The body is not logged, since it has personal data.
      void reply.code(400).send({ error: 'the form can not be read' });
    },
    handler: async (request, reply) => {
      const form = v.safeParse(formSchema, request.body);
      if (!form.success) return reply.code(400).send({ error: 'a form is expected' });
      onChange(webhookChanges(nestedForm(form.output)));
      return reply.send({ ok: true });
    },
  });
}
