import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { POLL_WAIT_MS } from '../protocol/timing';
import { askProxy, type ProxyAnswer } from './try/askProxy';
import { Backend, KEY, PATH } from './try/Backend';
import { startApache, startCaddy, startNginx, type RunningProxy } from './try/RunningProxy';

/** Polls that wait at once. */
const MANY = 200;

function call(port: number, method: string, params: object = {}): Promise<ProxyAnswer> {
  const headers = { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.0.0' };
  const json = JSON.stringify({ headers, content: { id: 1, jsonrpc: '2.0', method, params } });
  return askProxy(port, `${PATH}?secret_key=${KEY}`, new URLSearchParams({ json }).toString());
}

const idle = { status: 'NOT_CONVERSATION' };
const poll = (port: number, current_status: object | null = idle): Promise<ProxyAnswer> =>
  call(port, 'get_agent_status', { current_status });
const answerSchema = v.object({ content: v.object({ result: v.object({ result: v.looseObject({}) }) }) });

async function untilWaiting(backend: Backend, count: number): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) {
    if ((await backend.waiting()) === count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never ${count} polls`);
}

/** Tries one proxy: what was checked -> whether it holds. */
async function tryProxy(proxy: RunningProxy, backend: Backend): Promise<Map<string, boolean>> {
  const { port } = proxy;
  const found = new Map<string, boolean>();
  const note = (what: string, isSo: boolean): void => void found.set(what, isSo);
  note('a method is answered', (await call(port, 'ping')).body.includes('pong'));
  const held = await poll(port);
  note(
    `a poll is held to its end (${Math.round(held.ms)} ms)`,
    held.status === 200 && Math.abs(held.ms - POLL_WAIT_MS) < 500,
  );
  // A poll without the current revision would be answered at once.
  const known = v.parse(answerSchema, JSON.parse((await poll(port, null)).body)).content.result.result;
  const many = Array.from({ length: MANY }, () => poll(port, known));
  await untilWaiting(backend, MANY);
  const begun = performance.now();
  await backend.incoming();
  const answers = await Promise.all(many);
  const ms = performance.now() - begun;
  note(
    `${MANY} held polls are answered with a call in ${Math.round(ms)} ms`,
    ms < 1_000 && answers.every(({ body }) => body.includes('RINGING')),
  );
  await backend.stop();
  const away = await call(port, 'ping');
  note(`a stopped backend is reported by a status (${away.status})`, [502, 503, 504].includes(away.status));
  return found;
}

async function main(): Promise<void> {
  // A hanging proxy is a fault too.
  setTimeout(() => process.exit(1), 150_000).unref();
  let isWell = true;
  for (const start of [startNginx, startApache, startCaddy]) {
    const folder = mkdtempSync(join(tmpdir(), 'asteriskng-'));
    let backend = await Backend.start();
    const proxy = await start(folder, backend.port);
    if (proxy === null) console.log(`- ${start.name.slice(5)} is not installed: not tried`);
    else {
      const found = await tryProxy(proxy, backend);
      backend = await Backend.start(backend.port);
      // nginx leaves a failed backend out for 10 s only when there is another one.
      found.set('the backend that came back is asked again', (await call(proxy.port, 'ping')).status === 200);
      for (const [what, isSo] of found) console.log(`${isSo ? '✓' : '✗'} ${proxy.name}: ${what}`);
      isWell &&= [...found.values()].every(Boolean);
      await proxy.stop();
    }
    await backend.stop();
    rmSync(folder, { recursive: true });
  }
  if (!isWell) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
