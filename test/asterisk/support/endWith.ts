import { spawn, type ChildProcess } from 'node:child_process';

/** Ends the process when the tests are killed: the input of the shell that is returned ends with them. Kill it with the process. */
export function endWith({ pid }: ChildProcess): ChildProcess {
  const script = 'read -r _; kill -KILL "$0"';
  return spawn('sh', ['-c', script, `${pid}`], { stdio: ['pipe', 'ignore', 'ignore'] });
}
