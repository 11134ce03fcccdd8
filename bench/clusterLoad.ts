import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createClient } from 'redis';
import { memory, start, untilWaiting } from './backendLoad';
import type { Order, Word } from './backendProcess';
import { PollingAgents } from './PollingAgents';
import type { Row } from './Row';
import { percentile, short } from './statistics';

const CHANGES = 500;

/** Two backends with Redis on one machine: all agents wait at the follower, the calls are at the leader. */
export async function clusterLoad(count = 10_000): Promise<Row[]> {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const redis = spawn('redis-server', options, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  try {
    return await followed(url, count);
  } finally {
    redis.kill();
  }
}

async function followed(url: string, count: number): Promise<Row[]> {
  // Each waits for Redis by itself. The one that is there first leads.
  const leader = await start('backendProcess.ts', String(count), url);
  await untilLeading(leader.port);
  const follower = await start('backendProcess.ts', String(count), url);
  const agents = new PollingAgents(follower.port, count);
  leader.process.on('message', (word: Word) => {
    if (word.type === 'changed') agents.changed(word.extension, word.at);
  });
  await untilWaiting(follower.port, count);
  const [ofFollower, ofLeader] = [await memory(follower.process), await memory(leader.process)];
  for (let turn = 0; turn < CHANGES; turn += 1) {
    const extension = String(100_000 + ((turn * 7_919) % count));
    leader.process.send({ type: 'change', extension } satisfies Order);
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  const ofRedis = await redisMemory(url);
  agents.stop();
  follower.process.disconnect();
  leader.process.disconnect();
  await agents.done;
  const name = `${count.toLocaleString('en-US')} agents waiting at a follower`;
  const seen = `${agents.latencies.length} of ${CHANGES} changes seen`;
  const megabytes = ofFollower / 1e6;
  return [
    {
      what: `${name}: change at the leader to answer, p50`,
      value: `${short(percentile(agents.latencies, 0.5))} ms`,
      against: seen,
    },
    {
      what: `${name}: change at the leader to answer, p99`,
      value: `${short(percentile(agents.latencies, 0.99))} ms`,
      against: '',
    },
    {
      what: `${name}: memory of the follower`,
      value: `${short(megabytes)} MB`,
      against: `budget 400 MB; ${short(megabytes / 400)} of it`,
    },
    {
      what: `${name}: memory of the leader`,
      value: `${short(ofLeader / 1e6)} MB`,
      against: 'no polls wait there',
    },
    { what: `${name}: memory of Redis`, value: `${short(ofRedis / 1e6)} MB`, against: '' },
  ];
}

async function untilLeading(port: number): Promise<void> {
  for (;;) {
    const health = await (await fetch(`http://127.0.0.1:${port}/health`)).text();
    if (health.includes('"leading"')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function redisMemory(url: string): Promise<number> {
  const client = createClient({ url });
  await client.connect();
  const info = await client.info('memory');
  client.destroy();
  return Number(/used_memory:(\d+)/.exec(info)?.[1]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
