import type { FastifyInstance, FastifyReply } from 'fastify';
import * as v from 'valibot';
import { exceptionNames } from '../../../protocol/exceptionName';
import type { AgentDirectory } from '../../calls/AgentDirectory';
import type { AgentBoard } from '../../calls/AgentBoard';
import type { SimulatedCommand, Simulator } from './Simulator';

const number = v.pipe(v.string(), v.regex(/^[+\d]\d{1,20}$/, 'digits, with + in front or without'));
const agentSchema = v.object({ agent: v.string() });
const incomingSchema = v.object({
  from: number,
  /** E-mails or extensions. */
  to: v.pipe(v.array(v.string()), v.minLength(1)),
  answer: v.optional(v.picklist(['auto', 'manual']), 'auto'),
});
const commands = [
  'originate',
  'hangup',
  'setHold',
  'setMute',
  'redirect',
] as const satisfies readonly SimulatedCommand[];
const refuseSchema = v.object({ command: v.picklist(commands), exception: v.picklist(exceptionNames) });

/** The simulator's door: `/simulator/…` steers it, from this machine alone. For tests and demonstrations. */
export function openSimulatorDoor(
  http: FastifyInstance,
  simulator: Simulator,
  directory: AgentDirectory,
  board: AgentBoard,
): void {
  const extensionOf = (agent: string): string | undefined =>
    (directory.withExtension(agent) ?? directory.ofUser(agent, 0))?.extension;

  void http.register(
    (door, _options, done) => {
      door.addContentTypeParser(
        'application/json',
        { parseAs: 'string' },
        door.getDefaultJsonParser('error', 'error'),
      );
      door.addHook('onRequest', async (request, reply) => {
        if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip))
          await reply.code(403).send({ error: 'this machine only' });
      });
      door.get('/status', () =>
        directory.agents.map((agent) => ({ ...agent, calls: board.callsOf(agent.extension) })),
      );
      door.post('/incoming', (request, reply) => {
        const body = v.safeParse(incomingSchema, request.body);
        if (!body.success) return wrong(reply, body.issues);
        const extensions = body.output.to.flatMap((agent) => extensionOf(agent) ?? []);
        if (extensions.length < body.output.to.length)
          return reply.code(404).send({ error: 'no such agent' });
        simulator.incoming(body.output.from, extensions, body.output.answer === 'auto');
        return { ok: true };
      });
      for (const [path, action] of [
        ['/answer', (extension: string) => simulator.answer(extension)],
        ['/far-hangup', (extension: string) => simulator.farHangup(extension)],
      ] as const) {
        door.post(path, (request, reply) => {
          const body = v.safeParse(agentSchema, request.body);
          if (!body.success) return wrong(reply, body.issues);
          const extension = extensionOf(body.output.agent);
          return extension === undefined
            ? reply.code(404).send({ error: 'no such agent' })
            : { ok: action(extension) };
        });
      }
      door.post('/refuse', (request, reply) => {
        const body = v.safeParse(refuseSchema, request.body);
        if (!body.success) return wrong(reply, body.issues);
        simulator.refuseNext(body.output.command, body.output.exception);
        return { ok: true };
      });
      done();
    },
    { prefix: '/simulator' },
  );
}

function wrong(reply: FastifyReply, issues: readonly v.BaseIssue<unknown>[]): FastifyReply {
  return reply
    .code(400)
    .send({ error: issues.map((issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`) });
}
