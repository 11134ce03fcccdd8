import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

const root = join(__dirname, '../../..');
const KEY = 'a-key-of-the-process-test';

type Child = ChildProcessByStdio<null, Readable, Readable>;
const children: Child[] = [];

function start(env: Record<string, string>): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      ASTERISKNG_CONFIG: 'server.example.yaml',
      ASTERISKNG_SECRET_KEYS: KEY,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

/** The address that the backend says it listens at. */
async function addressOf(child: Child): Promise<string> {
  for await (const line of createInterface(child.stdout)) {
    const address = /"Server listening at ([^"]+)"/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('it never listened');
}

async function exitCodeOf(child: Child): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

test('SIGTERM answers the polls that wait, then the process ends well', async () => {
  const child = start({ ASTERISKNG_PORT: '0' });
  const address = await addressOf(child);
  child.stdout.resume();
  const json = JSON.stringify({
    headers: { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.0.0' },
    content: {
      id: 1,
      jsonrpc: '2.0',
      method: 'get_agent_status',
      params: { current_status: { status: 'NOT_CONVERSATION' } },
    },
  });
  const poll = fetch(`${address}/?secret_key=${KEY}`, {
    method: 'POST',
    body: new URLSearchParams({ json }),
  });
  const waiting = async (): Promise<unknown> =>
    ((await (await fetch(`${address}/health`)).json()) as { waiting: number }).waiting;
  for (let turn = 0; (await waiting()) !== 1; turn += 1) if (turn > 1_000) throw new Error('nobody waits');
  const ended = exitCodeOf(child);
  child.kill('SIGTERM');
  expect(await (await poll).json()).toMatchObject({ content: { result: { result: {} } } });
  expect(await ended).toBe(0);
});

test('a port that is taken is said in plain words', async () => {
  const first = start({ ASTERISKNG_PORT: '0' });
  const { port } = new URL(await addressOf(first));
  const second = start({ ASTERISKNG_PORT: port });
  const [said, code] = await Promise.all([text(second.stderr), exitCodeOf(second)]);
  expect(said).toContain(`127.0.0.1:${port} is taken`);
  expect(said).not.toContain('    at ');
  expect(code).toBe(1);
});
