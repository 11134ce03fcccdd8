import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { stopProcess } from '../../scripts/stopProcess';

const run = (script: string): ChildProcess =>
  spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });

test('a process that has already ended is not waited for', async () => {
  const child = run('process.exit(98)');
  await once(child, 'exit');
  await expect(stopProcess(child)).resolves.toBe(98);
});

test('a running process is ended by the signal, or by the given way', async () => {
  await expect(stopProcess(run('setInterval(() => {}, 1000)'), 'SIGKILL')).resolves.toBeNull();
  const polite = run(
    "process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log('up')",
  );
  if (polite.stdout === null) throw new Error('there is no output');
  await once(polite.stdout, 'data');
  await expect(stopProcess(polite)).resolves.toBe(3);
});
