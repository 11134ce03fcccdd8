import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Agent } from '../calls/Agent';
import { CommandFault } from '../calls/CommandFault';
import type { CheckKey } from '../access/CheckKey';
import { callOrderSchema, webhookOrderSchema } from './elma365Wire';
import { LogLine } from '../system/LogLine';
import { elma365Log } from './messages';

/** What the routes call. */
export interface Elma365RoutesOptions {
  readonly path: string;
  readonly checkKey: CheckKey;
  readonly agents: readonly Agent[];
  /** Rings the agent's phone, then the number. Fails with a `CommandFault`. */
  readonly originate: (agent: Agent, number: string) => Promise<void>;
  /** Is the URL for pushes known? */
  readonly hasWebhook: () => boolean;
  /** Sets the URL for pushes. False: it is not on ELMA365's server. */
  readonly setWebhook: (url: string) => boolean;
  /** Number of waiting pushes. */
  readonly waiting: () => number;
}

/** HTTP status of a reason; 409 for all others. */
const STATUS = new Map<CommandFault['reason'], number>([
  ['UnknownAgent', 404],
  ['InvalidNumber', 400],
  ['NotSupported', 400],
  ['NumberForbidden', 403],
  ['OutsideHours', 403],
  ['TooManyCalls', 429],
  ['AgentUnavailable', 503],
  ['TelephonyUnavailable', 503],
  ['TooManyRequests', 429],
  ['InternalError', 500],
]);

/** Registers `<path>/status`, `members`, `calls` and `webhook` for the module in ELMA365, which sends the key. */
export function elma365Routes(http: FastifyInstance, options: Elma365RoutesOptions): void {
  void http.register(
    (routes, _options, done) => {
      routes.addContentTypeParser(
        'application/json',
        { parseAs: 'string' },
        routes.getDefaultJsonParser('error', 'error'),
      );
      routes.addHook('onRequest', async (request, reply) => {
        const entry = options.checkKey(request.ip, keyOf(request));
        if (entry === 'wrong') await replyError(reply, 401, 'Unauthorized');
        if (entry === 'tooMany') await replyError(reply, 429, 'TooManyRequests');
      });
      // An invalid body or an unexpected error: the reply has a fixed word and no details.
      routes.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
        const status = error.statusCode ?? 500;
        if (status >= 500) routes.log.error(new LogLine(elma365Log.routeFailed, { err: error }));
        return replyError(reply, status, status >= 500 ? 'InternalError' : 'InvalidRequest');
      });
      routes.get('/status', () => ({ webhook: options.hasWebhook(), waiting: options.waiting() }));
      routes.get('/members', () => ({
        members: options.agents.map(({ extension, name }) => ({
          id: extension,
          label: `${name} (${extension})`,
        })),
      }));
      routes.post('/calls', (request, reply) => makeCall(options, request, reply));
      routes.put('/webhook', (request, reply) => {
        const order = v.safeParse(webhookOrderSchema, request.body);
        if (!order.success) return replyError(reply, 400, 'InvalidRequest');
        return options.setWebhook(order.output.url) ? {} : replyError(reply, 409, 'WrongWebhook');
      });
      done();
    },
    { prefix: options.path },
  );
}

async function makeCall(
  options: Elma365RoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const order = v.safeParse(callOrderSchema, request.body);
  if (!order.success) return replyError(reply, 400, 'InvalidRequest');
  const agent = options.agents.find(({ extension }) => extension === order.output.from);
  if (agent === undefined) return replyError(reply, 404, 'UnknownAgent');
  try {
    await options.originate(agent, order.output.to);
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
    return replyError(reply, STATUS.get(error.reason) ?? 409, error.reason);
  }
  return reply.code(202).send({});
}

function replyError(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error });
}

function keyOf(request: FastifyRequest): string {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
