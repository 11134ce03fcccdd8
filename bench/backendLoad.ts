import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { Order, Word } from './backendProcess';
import { PollingAgents } from './PollingAgents';
import { post } from './post';
import type { Row } from './Row';
import { monotonicMs, percentile, short } from './statistics';

const PING_MS = 4_000;
const CONNECTIONS = 64;

/** The backend with many waiting agents, and its speed for a plain request. */
export async function backendLoad(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const agents of [100, 1_000, 10_000]) rows.push(...(await waitingAgents(agents)));
  return [...rows, ...(await pings())];
}

/** Agents that poll as widgets do, one connection each; changes at some of them are timed. */
async function waitingAgents(count: number): Promise<Row[]> {
  const backend = await start('backendProcess.ts', String(count));
  const agents = new PollingAgents(backend.port, count);
  backend.process.on('message', (word: Word) => {
    if (word.type === 'changed') agents.changed(word.extension, word.at);
  });
  await untilWaiting(backend.port, count);
  const rss = await memory(backend.process);
  for (let turn = 0; turn < 500; turn += 1) {
    backend.process.send({
      type: 'change',
      extension: String(100_000 + ((turn * 7_919) % count)),
    } satisfies Order);
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  agents.stop();
  backend.process.disconnect();
  await agents.done;
  const { latencies } = agents;
  const name = `${count.toLocaleString('en-US')} waiting agents`;
  const megabytes = rss / 1e6;
  return [
    {
      what: `${name}: change to answer, p50`,
      value: `${short(percentile(latencies, 0.5))} ms`,
      against: `${latencies.length} of 500 changes seen`,
    },
    {
      what: `${name}: change to answer, p99`,
      value: `${short(percentile(latencies, 0.99))} ms`,
      against: '',
    },
    {
      what: `${name}: memory`,
      value: `${short(megabytes)} MB`,
      against: count === 10_000 ? `budget 400 MB; ${short(megabytes / 400)} of it` : '',
    },
  ];
}

/** Pings a second, and how many a bare node:http answers with the same bytes. */
async function pings(): Promise<Row[]> {
  const backend = await start('backendProcess.ts', '1');
  const ours = await rate(backend.port);
  const bytes = await post(backend.port, new Agent(), 'ping', {}, 0);
  backend.process.disconnect();
  const bare = await start('bareProcess.ts', Buffer.from(bytes).toString('base64'));
  const theirs = await rate(bare.port);
  bare.process.disconnect();
  return [
    {
      what: `ping, ${CONNECTIONS} connections`,
      value: `${short(ours)} /s`,
      against: `${short(ours / theirs)} × a bare node:http with the same bytes (the load is the limit of both)`,
    },
  ];
}

async function rate(port: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const end = monotonicMs() + PING_MS;
  let answers = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (monotonicMs() < end) {
        await post(port, agent, 'ping', {}, 0);
        answers += 1;
      }
    }),
  );
  agent.destroy();
  return answers / (PING_MS / 1_000);
}

/** Starts a process of the bench; done once it listens. */
export async function start(
  file: string,
  ...args: string[]
): Promise<{ process: ChildProcess; port: number }> {
  const child = fork(join(__dirname, file), args, { execArgv: ['--import', 'tsx'] });
  const [word] = (await once(child, 'message')) as [Word];
  return { process: child, port: word.type === 'listening' ? word.port : 0 };
}

/** Resident memory of the process, bytes. */
export async function memory(child: ChildProcess): Promise<number> {
  child.send({ type: 'memory' } satisfies Order);
  const [word] = (await once(child, 'message')) as [Word];
  return word.type === 'memory' ? word.rssBytes : Number.NaN;
}

/** Resolves once `count` polls wait. */
export async function untilWaiting(port: number, count: number): Promise<void> {
  for (;;) {
    const { waiting } = (await (await fetch(`http://127.0.0.1:${port}/health`)).json()) as {
      waiting: number;
    };
    // Some agents are always between the end of one poll and the next.
    if (waiting >= count * 0.98) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
