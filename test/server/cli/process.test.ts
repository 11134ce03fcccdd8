import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { version } from '../../../package.json';
import { bundleProgram } from '../../support/bundleProgram';

const root = join(__dirname, '../../..');
const KEY = 'a-key-of-the-process-test';

type Child = ChildProcessByStdio<null, Readable, Readable>;
const children: Child[] = [];
let program: string;

beforeAll(async () => {
  program = await bundleProgram('server/main.ts');
});

function start(env: Record<string, string>, ...words: string[]): Child {
  const child = spawn(process.execPath, [program, ...words], {
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

/** Address of the backend, from its log line "Server listening at". */
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

test('SIGTERM answers the held polls, then the process exits with 0', async () => {
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
  for (let turn = 0; (await waiting()) !== 1; turn += 1) if (turn > 1_000) throw new Error('no poll waits');
  const ended = exitCodeOf(child);
  child.kill('SIGTERM');
  expect(await (await poll).json()).toMatchObject({ content: { result: { result: {} } } });
  expect(await ended).toBe(0);
});

/** Output of a command and its exit code. */
async function runOf(
  env: Record<string, string>,
  ...words: string[]
): Promise<{ readonly out: string; readonly err: string; readonly code: number | null }> {
  const child = start(env, ...words);
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exitCodeOf(child)]);
  return { out, err, code };
}

test('help exits with 0 even with a wrong configuration, an unknown command does not', async () => {
  const broken = { ASTERISKNG_CONFIG: 'none.yaml' };
  const [help, ofCheck, unknown] = await Promise.all([
    runOf(broken, '--help'),
    runOf(broken, 'check', '-h'),
    runOf(broken, 'chekc'),
  ]);
  expect([help.code, help.err, ofCheck.code]).toEqual([0, '', 0]);
  expect(help.out).toContain('outbox drop ID');
  expect(ofCheck.out).toContain('check [NUMBER]');
  expect(ofCheck.out).not.toContain('outbox');
  expect([unknown.code, unknown.out]).toEqual([2, '']);
  expect(unknown.err).toContain('There is no command "chekc".');
  expect(unknown.err).toContain('Usage: ');
});

test.each<[string, Record<string, string>, string]>([
  [
    'a folder in place of the settings',
    { ASTERISKNG_CONFIG: 'server' },
    'server: it is a folder, and a file',
  ],
  ['settings that are not there', { ASTERISKNG_CONFIG: 'none.yaml' }, 'none.yaml: there is no such file'],
  [
    'a folder of secrets',
    { ASTERISKNG_REDIS_URL_FILE: 'server' },
    'ASTERISKNG_REDIS_URL_FILE: it is a folder',
  ],
  ['no address of a Redis', { ASTERISKNG_REDIS_URL: 'here:6379' }, 'redis.url: an address such as redis://'],
])('a start that fails says why in plain words: %s', async (_what, env, said) => {
  const { err, code } = await runOf(env);
  expect(err).toContain(said);
  expect(err).not.toContain('    at ');
  expect(code).toBe(1);
});

test('a second backend with the same outbox folder names the process that holds it, and exits', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  const config = join(folder, 'server.yaml');
  const outbox = join(folder, 'outbox');
  await writeFile(
    config,
    `amocrm: { address: 'https://company.amocrm.ru', calls: { outbox: '${outbox}' } }\nagents: []\n`,
  );
  const env = { ASTERISKNG_CONFIG: config, ASTERISKNG_PORT: '0', ASTERISKNG_AMOCRM_TOKEN: 'x'.repeat(40) };
  const first = start(env);
  await addressOf(first);
  const { err, code } = await runOf(env);
  expect(err).toContain(outbox);
  expect(err).toContain(`is in use by process ${first.pid ?? ''} (`);
  expect(err).toContain(
    'Stop that one, or, if this one is for another telephone system, give it a file of its own',
  );
  expect(err).not.toMatch(/LEVEL_| {4}at /);
  expect(code).toBe(1);
  await rm(folder, { recursive: true });
});

test('a port in use is explained', async () => {
  const first = start({ ASTERISKNG_PORT: '0' });
  const { port } = new URL(await addressOf(first));
  const second = start({ ASTERISKNG_PORT: port });
  const [said, code] = await Promise.all([text(second.stderr), exitCodeOf(second)]);
  expect(said).toContain(`127.0.0.1:${port} is taken`);
  expect(said).not.toContain('    at ');
  expect(code).toBe(1);
});

test('numbers needs no secrets, and a number may be typed with blanks', async () => {
  const { out, err, code } = await runOf({ ASTERISKNG_SECRET_KEYS: '' }, 'numbers', '8', '910', '123-45-67');
  expect([err, code]).toEqual(['', 0]);
  expect(out).toMatch(/^server\.example\.yaml has no telephony\.numbers\. The rules that hold without it:\n/);
  expect(out).toContain('to the telephone system: 79101234567');
  expect(out.match(/to amoCRM/g)).toHaveLength(1);
  const two = await runOf(
    { ASTERISKNG_SECRET_KEYS: '' },
    'numbers',
    '8 910 123-45-67,',
    '101',
    '+442071234567',
  );
  expect(two.out.match(/to amoCRM/g)).toHaveLength(3);
});

test('--version prints the version; check and the log warn of settings without effect', async () => {
  expect((await runOf({}, '--version')).out).toBe(`${version}\n`);
  const { out, code } = await runOf({ ASTERISKNG_LOGLEVEL: 'warn' }, 'check');
  expect(code).toBe(0);
  expect(out).toContain('WARNING The simulator is in use, which makes no real calls');
  expect(out).toContain('WARNING The environment variable ASTERISKNG_LOGLEVEL is not known');
  const child = start({ ASTERISKNG_PORT: '0' });
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.includes('Server listening at')) break;
  }
  expect(lines.find((line) => line.includes('The simulator is in use'))).toContain('"level":40');
});
