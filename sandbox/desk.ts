import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { BackendControl } from './BackendControl';
import type { Proxy } from './Proxy';
import { faultSchema } from './ProxyFault';

const incomingSchema = v.object({
  from: v.string(),
  /** Extensions. */
  to: v.array(v.string()),
  answersItself: v.optional(v.boolean(), true),
});
const agentSchema = v.object({ extension: v.string() });

/** What the control desk of the page asks for: the outside world, the backend's life, the proxy's moods. */
export function addDesk(http: FastifyInstance, backend: BackendControl, proxy: Proxy): void {
  http.post('/desk/incoming', (request) => {
    const { from, to, answersItself } = v.parse(incomingSchema, request.body);
    backend.running.simulator.incoming(from, to, answersItself);
    return { ok: true };
  });
  http.post('/desk/far-hangup', (request) => ({
    ok: backend.running.simulator.farHangup(v.parse(agentSchema, request.body).extension),
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
  http.get('/desk/state', () => ({ isAlive: backend.isAlive, records: proxy.records.slice(-12) }));
}
