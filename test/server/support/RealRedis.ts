import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stopProcess } from '../../../scripts/stopProcess';
import { freePort } from './freePort';

/** Starts a redis-server for the test, in memory, on a free port. */
export class RealRedis {
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private child: ChildProcess,
  ) {}

  static async start(): Promise<RealRedis> {
    const folder = mkdtempSync(join(tmpdir(), 'asteriskng-redis-'));
    const port = await freePort();
    return new RealRedis(port, folder, await run(port, folder));
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Suspends the process: it does not answer, and its connections stay. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  /** Kills the process; all data is lost. */
  async kill(): Promise<void> {
    await stopProcess(this.child, 'SIGKILL');
  }

  /** After `kill`: starts it on the same port, without data. */
  async restart(): Promise<void> {
    this.child = await run(this.port, this.folder);
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function run(port: number, folder: string): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', [...options, '--dir', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const missing = once(child, 'error').then(() => {
    throw new Error('These tests need redis-server: install it (apt-get install redis-server).');
  });
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.includes('Ready to accept connections')) continue;
      child.stdout.resume();
      return;
    }
    throw new Error('redis-server ended before it was ready');
  })();
  await Promise.race([ready, missing]);
  return child;
}
