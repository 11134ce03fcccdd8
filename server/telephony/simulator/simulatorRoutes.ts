import type { FastifyInstance, FastifyReply } from 'fastify';
import * as v from 'valibot';
import { abilities } from '../../../protocol/CallCommand';
import type { CommandKind } from '../../../protocol/CallCommand';
import { exceptionNames } from '../../../protocol/ExceptionName';
import type { AgentCall } from '../../calls/AgentCall';
import type { AgentDirectory } from '../../calls/AgentDirectory';
import { isForwarded } from '../../system/isForwarded';
import { isOwnHost } from '../../system/isOwnHost';
import type { Simulator } from './Simulator';

const number = v.pipe(v.string(), v.regex(/^[+\d]\d{1,20}$/, 'digits, with + in front or without'));
/** E-mail or extension. */
const agent = v.string();
const agentSchema = v.object({ agent });
const holdSchema = v.object({ agent, hold: v.boolean() });
const incomingSchema = v.object({
  from: number,
  to: v.pipe(v.array(agent), v.minLength(1)),
  answer: v.optional(v.picklist(['auto', 'manual']), 'auto'),
  /** This agent's phone is picked up, whatever `answer` is. */
  answeredBy: v.optional(agent),
  /** Queue or line that was dialled. */
  via: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(100))), null),
  /** How long the caller waits, ms; 0: for ever. */
  givesUpMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3_600_000)), 0),
});
const colleagueSchema = v.object({
  from: agent,
  to: agent,
  answer: v.optional(v.picklist(['auto', 'manual']), 'manual'),
});
/** Former names of commands, still accepted here. */
const FORMER_NAMES = { setHold: 'hold', setMute: 'mute', sendDtmf: 'dtmf' } as const;
const commandSchema = v.union([
  v.picklist([...abilities, 'completeTransfer']),
  v.pipe(
    v.picklist(['setHold', 'setMute', 'sendDtmf']),
    v.transform((name): CommandKind => FORMER_NAMES[name]),
  ),
]);
const refuseSchema = v.object({
  command: commandSchema,
  exception: v.picklist(exceptionNames),
});

/** Result of a request; null: it names an unknown agent. */
type RouteResult = { readonly ok: boolean } | null;

/** Registers `/simulator/…`, which controls the simulator from this machine only. For tests and demonstrations. */
export function simulatorRoutes(
  http: FastifyInstance,
  simulator: Simulator,
  directory: AgentDirectory,
  callsOf: (extension: string) => readonly AgentCall[],
): void {
  const extensionOf = (name: string): string | null =>
    (directory.withExtension(name) ?? directory.ofUser(name, 0))?.extension ?? null;
  const forAgent = (name: string, act: (extension: string) => boolean): RouteResult => {
    const extension = extensionOf(name);
    return extension === null ? null : { ok: act(extension) };
  };

  void http.register(
    (routes, _options, done) => {
      routes.addContentTypeParser(
        'application/json',
        { parseAs: 'string' },
        routes.getDefaultJsonParser('error', 'error'),
      );
      routes.addHook('onRequest', async (request, reply) => {
        const isOurs =
          ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip) &&
          !isForwarded(request.raw) &&
          isOwnHost(request.raw);
        if (!isOurs) await reply.code(403).send({ error: 'this machine only' });
        // A page of any site can post a form without asking first; JSON it can't.
        else if (
          request.method === 'POST' &&
          !/^application\/json\b/i.test(request.headers['content-type'] ?? '')
        )
          await reply.code(415).send({ error: 'JSON only' });
      });
      /** Registers a POST route: its schema, and what it does. */
      const order = <S extends v.GenericSchema>(
        path: string,
        schema: S,
        act: (body: v.InferOutput<S>) => RouteResult,
      ): void => {
        routes.post(path, (request, reply) => {
          const body = v.safeParse(schema, request.body);
          if (!body.success) return replyInvalid(reply, body.issues);
          return act(body.output) ?? reply.code(404).send({ error: 'no such agent' });
        });
      };

      routes.get('/status', () => directory.agents.map((one) => ({ ...one, calls: callsOf(one.extension) })));
      order('/incoming', incomingSchema, ({ from, to, answer, answeredBy, via, givesUpMs }) => {
        const extensions = to.flatMap((name) => extensionOf(name) ?? []);
        const answering = answeredBy === undefined ? undefined : extensionOf(answeredBy);
        if (extensions.length < to.length || answering === null) return null;
        const options = { answersItself: answer === 'auto', via, givesUpMs };
        simulator.incoming(from, extensions, {
          ...options,
          ...(answering !== undefined && { answeredBy: answering }),
        });
        return { ok: true };
      });
      order('/colleague-calls', colleagueSchema, ({ from, to, answer }) => {
        const [caller, called] = [extensionOf(from), extensionOf(to)];
        if (caller === null || called === null) return null;
        return { ok: simulator.colleagueCalls(caller, called, answer === 'auto') };
      });
      order('/answer', agentSchema, (body) =>
        forAgent(body.agent, (extension) => simulator.answer(extension)),
      );
      order('/far-hangup', agentSchema, (body) =>
        forAgent(body.agent, (extension) => simulator.farHangup(extension)),
      );
      order('/far-hold', holdSchema, (body) =>
        forAgent(body.agent, (extension) => simulator.farHold(extension, body.hold)),
      );
      order('/refuse', refuseSchema, ({ command, exception }) => {
        simulator.refuseNext(command, exception);
        return { ok: true };
      });
      done();
    },
    { prefix: '/simulator' },
  );
}

function replyInvalid(reply: FastifyReply, issues: readonly v.BaseIssue<unknown>[]): FastifyReply {
  return reply
    .code(400)
    .send({ error: issues.map((issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`) });
}
