import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stopProcess } from '../stopProcess';

const root = join(__dirname, '../..');

export const KEY = 'a-key-of-the-proxies-try';
export const PATH = '/asterisk_ng';

/** The backend as a process of its own, with the simulator and its HTTP routes. */
export class Backend {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /** @param port 0 takes a free one */
  static async start(port = 0): Promise<Backend> {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server/main.ts')], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        ASTERISKNG_CONFIG: join(__dirname, 'proxies.yaml'),
        ASTERISKNG_SECRET_KEYS: KEY,
        ASTERISKNG_PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    for await (const line of createInterface(child.stdout)) {
      const found = /"Server listening at http:\/\/[^:]+:(\d+)"/.exec(line)?.[1];
      if (found === undefined) continue;
      child.stdout.resume();
      return new Backend(child, Number(found));
    }
    throw new Error('the backend does not start');
  }

  /** A call comes in and rings at the agent's phone until it is answered. */
  async incoming(): Promise<void> {
    await fetch(`http://127.0.0.1:${this.port}/simulator/incoming`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: '+79101234567', to: ['101'], answer: 'manual' }),
    });
  }

  /** Polls that are held now. */
  async waiting(): Promise<number> {
    const health = (await (await fetch(`http://127.0.0.1:${this.port}/health`)).json()) as {
      waiting: number;
    };
    return health.waiting;
  }

  async stop(): Promise<void> {
    await stopProcess(this.child);
  }
}
