import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { AmoAccount } from './amo/AmoAccount';
import type { BackendControl } from './BackendControl';
import type { Proxy } from './Proxy';
import type { DeskState, ScenarioCaption } from './page/DeskState';
import { playScenario } from './playScenario';
import { faultSchema } from './ProxyFault';
import { DeskError } from './DeskError';
import { deskErrorMessages } from './messages';
import type { OpenPages } from './OpenPages';
import { scenarios } from './scenarios';
import type { World } from './World';

const incomingSchema = v.object({
  from: v.string(),
  /** Extensions. */
  to: v.array(v.string()),
  answersItself: v.optional(v.boolean(), true),
});
const agentSchema = v.object({ extension: v.string() });
const scenarioSchema = v.object({ name: v.string(), extension: v.string() });
/** Language of error messages for the desk. */
const languageSchema = v.object({ lang: v.fallback(v.picklist(['ru', 'en']), 'en') });

export interface DeskOptions {
  readonly backend: BackendControl;
  readonly proxy: Proxy;
  readonly pages: OpenPages;
  readonly world: World;
  readonly account: AmoAccount;
}

/**
 * Adds the routes `/desk/…` of the page's control desk: incoming calls, scenarios, killing the backend, faults of the
 * proxy, reset. A command that can't be carried out is answered with 409 and `{ ok: false, error }`.
 */
export function addDeskRoutes(
  http: FastifyInstance,
  { backend, proxy, pages, world, account }: DeskOptions,
): void {
  const command = (name: string, act: (body: unknown) => void | Promise<void>): void => {
    http.post(`/desk/${name}`, async (request, reply) => {
      try {
        await act(request.body);
      } catch (error) {
        if (!(error instanceof DeskError)) throw error;
        return fail(request, reply, 409, error);
      }
      return { ok: true };
    });
  };

  command('incoming', (body) => {
    const { from, to, answersItself } = v.parse(incomingSchema, body);
    const { simulator } = backend;
    const before = simulator.lineCount;
    if (to.every((extension) => extension === '')) throw new DeskError(deskErrorMessages.noExtension(''));
    simulator.incoming(from, to, { answersItself });
    if (simulator.lineCount === before) throw new DeskError(deskErrorMessages.phonesFull);
  });
  http.get('/desk/scenarios', () =>
    (backend.isExternal ? [] : scenarios).map(({ name, group, title, look }): ScenarioCaption => ({
      name,
      group,
      title,
      look,
    })),
  );
  http.post('/desk/scenario', async (request, reply) => {
    const { name, extension } = v.parse(scenarioSchema, request.body);
    try {
      if (await playScenario(backend, name, extension)) return { ok: true };
      return await fail(request, reply, 404, new DeskError(deskErrorMessages.noScenario(name)));
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      return fail(request, reply, 409, error);
    }
  });
  command('far-hangup', (body) => {
    const { extension } = v.parse(agentSchema, body);
    if (!backend.simulator.farHangup(extension)) throw new DeskError(deskErrorMessages.noCall);
  });
  command('kill', () => backend.kill());
  command('revive', () => backend.revive());
  command('start-over', () => world.startOver());
  command('fault', (body) => {
    proxy.setFault(v.parse(faultSchema, body));
  });
  http.get('/desk/state', (request): DeskState => {
    const page = v.safeParse(agentSchema, request.query);
    if (page.success) pages.markOpen(page.output.extension);
    return {
      isAlive: backend.isAlive,
      isExternal: backend.isExternal,
      round: world.round,
      language: world.language,
      version: account.life.version,
      records: proxy.records.slice(-12),
    };
  });
}

/** Answers with the error in the language of the request. */
function fail(
  request: FastifyRequest,
  reply: FastifyReply,
  code: number,
  { texts }: DeskError,
): FastifyReply {
  const { lang } = v.parse(languageSchema, request.query);
  return reply.code(code).send({ ok: false, error: texts[lang] });
}
