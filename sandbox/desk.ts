import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { BackendControl } from './BackendControl';
import type { Proxy } from './Proxy';
import type { DeskState, ScenarioCaption } from './page/deskShapes';
import { playScenario } from './playScenario';
import { faultSchema } from './ProxyFault';
import { SceneFault } from './SceneFault';
import type { OpenPages } from './OpenPages';
import { scenarios } from './scenarios';

const incomingSchema = v.object({
  from: v.string(),
  /** Extensions. */
  to: v.array(v.string()),
  answersItself: v.optional(v.boolean(), true),
});
const agentSchema = v.object({ extension: v.string() });
const scenarioSchema = v.object({ name: v.string(), extension: v.string() });

/** What the control desk of the page asks for: the outside world, the backend's life, the proxy's moods. */
export function addDesk(
  http: FastifyInstance,
  backend: BackendControl,
  proxy: Proxy,
  pages: OpenPages,
): void {
  http.post('/desk/incoming', (request) => {
    const { from, to, answersItself } = v.parse(incomingSchema, request.body);
    backend.simulator.incoming(from, to, { answersItself });
    return { ok: true };
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
      return await reply.code(404).send({ ok: false, error: `there is no scenario "${name}"` });
    } catch (error) {
      if (!(error instanceof SceneFault)) throw error;
      return reply.code(409).send({ ok: false, error: error.message });
    }
  });
  http.post('/desk/far-hangup', (request) => ({
    ok: backend.simulator.farHangup(v.parse(agentSchema, request.body).extension),
  }));
  http.post('/desk/kill', async () => {
    await backend.kill();
    return { ok: true };
  });
  http.post('/desk/revive', async () => {
    await backend.revive();
    return { ok: true };
  });
  http.post('/desk/fault', (request) => {
    proxy.setFault(v.parse(faultSchema, request.body));
    return { ok: true };
  });
  http.get('/desk/state', (request): DeskState => {
    const page = v.safeParse(agentSchema, request.query);
    if (page.success) pages.note(page.output.extension);
    return {
      isAlive: backend.isAlive,
      isElsewhere: backend.isElsewhere,
      records: proxy.records.slice(-12),
    };
  });
}
