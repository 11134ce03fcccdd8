import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { AmoAccount } from './amo/AmoAccount';
import type { BackendControl } from './BackendControl';
import type { Proxy } from './Proxy';
import type { DeskState, ScenarioCaption } from './page/deskShapes';
import { playScenario } from './playScenario';
import { faultSchema } from './ProxyFault';
import { SceneFault } from './SceneFault';
import { sceneFaultMessages } from './messages';
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
/** The language in which the desk says what went wrong. */
const languageSchema = v.object({ lang: v.fallback(v.picklist(['ru', 'en']), 'en') });

/** What the desk works on. */
export interface DeskOptions {
  readonly backend: BackendControl;
  readonly proxy: Proxy;
  readonly pages: OpenPages;
  readonly world: World;
  readonly account: AmoAccount;
}

/** What the control desk of the page asks for: the outside world, the backend's life, the proxy's moods. */
export function addDesk(http: FastifyInstance, { backend, proxy, pages, world, account }: DeskOptions): void {
  const order = (name: string, act: (body: unknown) => void | Promise<void>): void => {
    http.post(`/desk/${name}`, async (request, reply) => {
      try {
        await act(request.body);
      } catch (error) {
        if (!(error instanceof SceneFault)) throw error;
        return fail(request, reply, 409, error);
      }
      return { ok: true };
    });
  };

  order('incoming', (body) => {
    const { from, to, answersItself } = v.parse(incomingSchema, body);
    const { simulator } = backend;
    const before = simulator.lineCount;
    if (to.every((extension) => extension === '')) throw new SceneFault(sceneFaultMessages.noExtension(''));
    simulator.incoming(from, to, { answersItself });
    if (simulator.lineCount === before) throw new SceneFault(sceneFaultMessages.phonesFull);
  });
  http.get('/desk/scenarios', () =>
    (backend.isElsewhere ? [] : scenarios).map(({ name, group, title, look }): ScenarioCaption => ({
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
      return await fail(request, reply, 404, new SceneFault(sceneFaultMessages.noScenario(name)));
    } catch (error) {
      if (!(error instanceof SceneFault)) throw error;
      return fail(request, reply, 409, error);
    }
  });
  order('far-hangup', (body) => {
    const { extension } = v.parse(agentSchema, body);
    if (!backend.simulator.farHangup(extension)) throw new SceneFault(sceneFaultMessages.noCall);
  });
  order('kill', () => backend.kill());
  order('revive', () => backend.revive());
  order('start-over', () => world.startOver());
  order('fault', (body) => {
    proxy.setFault(v.parse(faultSchema, body));
  });
  http.get('/desk/state', (request): DeskState => {
    const page = v.safeParse(agentSchema, request.query);
    if (page.success) pages.note(page.output.extension);
    return {
      isAlive: backend.isAlive,
      isElsewhere: backend.isElsewhere,
      round: world.round,
      language: world.language,
      version: account.life.version,
      records: proxy.records.slice(-12),
    };
  });
}

function fail(
  request: FastifyRequest,
  reply: FastifyReply,
  code: number,
  { texts }: SceneFault,
): FastifyReply {
  const { lang } = v.parse(languageSchema, request.query);
  return reply.code(code).send({ ok: false, error: texts[lang] });
}
