import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopProcess } from '../../../scripts/stopProcess';
import { bundleProgram } from '../../support/bundleProgram';
import { SmallDisk } from '../store/support/SmallDisk';
import { testOnDisk } from '../store/support/testOnDisk';
import { freePort } from '../support/freePort';
import { eventually } from '../support/eventually';

const KEY = 'a-key-of-the-log-test';

interface Health {
  readonly status: string;
  readonly log?: { readonly reason: string; readonly lost: number };
}

let program = '';
let folder = '';
let child: ChildProcess | null = null;
let address = '';

beforeAll(async () => {
  program = await bundleProgram('server/main.ts');
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-log-'));
});

afterEach(async () => {
  if (child !== null) await stopProcess(child, 'SIGKILL');
  child = null;
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a backend that logs each request. @param output its standard output: a file descriptor, or a pipe that is not read */
async function start(output: number | 'pipe'): Promise<void> {
  const port = await freePort();
  const agents = [{ email: 'anna@example.com', amouserId: 1, extension: '101', name: 'Anna' }];
  const http = { limits: { requestsPerMinute: 100_000 } };
  const telephony = { driver: 'simulator', door: true };
  writeFileSync(join(folder, 'server.yaml'), JSON.stringify({ port, agents, telephony, http }));
  child = spawn(process.execPath, [program], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ASTERISKNG_SECRET_KEYS: KEY },
    stdio: ['ignore', output, 'inherit'],
  });
  address = `http://127.0.0.1:${port}`;
  const started = child;
  await eventually('it listens', () => {
    if (started.exitCode !== null) throw new Error(`it ended with ${started.exitCode}`);
    return fetch(`${address}/health`).catch(() => null);
  });
}

const health = async (): Promise<Health> => (await fetch(`${address}/health`)).json() as Promise<Health>;

/** A command, which is logged. */
async function command(): Promise<number> {
  const headers = { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.0.0' };
  const params = { phone: '102', command_id: `redirect:${'1'.repeat(150)}` };
  const content = { id: 1, jsonrpc: '2.0', method: 'redirect', params };
  const body = new URLSearchParams({ json: JSON.stringify({ headers, content }) });
  return (await fetch(`${address}/?secret_key=${KEY}`, { method: 'POST', body })).status;
}

/** Commands until the log is said to fail. */
async function untilFailing(): Promise<Health> {
  for (let asked = 0; asked < 5_000; asked += 1) {
    expect(await command()).toBe(200);
    const report = await health();
    if (report.log !== undefined) return report;
  }
  throw new Error('the log never fails');
}

testOnDisk('a log on a full disk stops no command; its lost lines are counted', async () => {
  const disk = SmallDisk.make(65_536);
  try {
    const file = join(disk.folder, 'out.log');
    const output = openSync(file, 'a');
    await start(output);
    closeSync(output);
    disk.fill();
    expect(await untilFailing()).toMatchObject({
      status: 'degraded',
      log: { state: 'failing', reason: 'the disk is full' },
    });
    expect(await command()).toBe(200);
    const { lost } = (await health()).log!;
    expect(lost).toBeGreaterThan(1);
    disk.free();
    expect(await health()).toMatchObject({ status: 'ok' });
    expect(await command()).toBe(200);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const said = lines.flatMap((line) => {
      try {
        return [JSON.parse(line) as { event?: string; lost?: number }];
      } catch {
        // At most the one line that the full disk has cut off.
        return [];
      }
    });
    expect(lines.length - said.length).toBeLessThanOrEqual(1);
    expect(said.filter(({ event }) => event === 'log.lines-lost')).toMatchObject([
      { lost: expect.any(Number) as number },
    ]);
    expect(said.at(-1)).not.toHaveProperty('event', 'log.lines-lost');
  } finally {
    disk.close();
  }
});

test('a log that can never be written is said in /health and /metrics, and work goes on', async () => {
  const output = openSync('/dev/full', 'w');
  await start(output);
  closeSync(output);
  expect(await untilFailing()).toMatchObject({ log: { reason: 'the disk is full' } });
  const metrics = await (await fetch(`${address}/metrics`)).text();
  expect(metrics).toContain('asteriskng_log_up 0');
  expect(metrics).toMatch(/asteriskng_log_lost [1-9]/);
  const process = child!;
  expect(await stopProcess(process)).toBe(0);
});

test('a pipe that is not read holds back no answer', async () => {
  await start('pipe');
  const report = await untilFailing();
  expect(report).toMatchObject({ status: 'degraded', log: { state: 'failing' } });
  child!.stdout!.resume();
  await eventually('the log is written', async () => (await health()).log === undefined);
  expect(await stopProcess(child!)).toBe(0);
});

test('a pipe whose reader is gone holds back no answer', async () => {
  await start('pipe');
  child!.stdout!.destroy();
  await untilFailing();
  expect(await stopProcess(child!)).toBe(0);
});
