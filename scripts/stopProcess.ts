import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * Ends a child process and resolves once it is gone, with its exit code; null if a signal ended it. A process that has
 * ended by itself is reported at once: its `exit` event does not come a second time.
 */
export async function stopProcess(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}
