import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';

/** The secret key of the backends that are started here. */
export const BENCH_KEY = 'the-key-of-the-bench';

/** A backend as operators run it, in a process of its own. */
export interface RunningServer {
  readonly child: ChildProcess;
  readonly port: number;
}

/**
 * Starts it and resolves once it is ready.
 * @param folder where its settings are written
 * @param settings of the file, which has no secrets
 * @param secrets environment variables
 */
export async function startServer(
  folder: string,
  port: number,
  settings: object,
  secrets: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const path = join(folder, 'server.yaml');
  writeFileSync(path, JSON.stringify({ port, logLevel: 'error', ...settings }));
  const child = spawn(
    process.execPath,
    ['--import', pathToFileURL(require.resolve('tsx')).href, join(__dirname, '../server/main.ts')],
    {
      env: { ...process.env, ASTERISKNG_CONFIG: path, ASTERISKNG_SECRET_KEYS: BENCH_KEY, ...secrets },
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  for (;;) {
    const isUp = await fetch(`http://127.0.0.1:${port}/health`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (isUp) return { child, port };
    if (child.exitCode !== null) throw new Error('the backend did not start');
    await pause(100);
  }
}
