import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import * as v from 'valibot';
import { failedTests, jestFigures } from './failedTests';
import type { Lane, LaneEnd } from './Lane';

/** How long the output of a lane that was stopped is still read, ms. */
const READ_MS = 1_000;

/** Jest's own words; neither its exit code nor its JSON tells it from a failed test. */
const COVERAGE_MISSED = /coverage threshold .* not met/;

/**
 * Runs the lane's command and gives all that it printed with its end; processes of its group that outlive it are
 * killed. A command that can't be started fails; so does one that `limit` stops: then its whole process group is
 * killed, and what it had printed shows where it stood.
 * @param limit aborted when the lane may run no longer; its reason is printed
 */
export async function runLane(
  lane: Lane,
  env: NodeJS.ProcessEnv,
  limit: AbortSignal,
): Promise<{ readonly end: LaneEnd; readonly output: string }> {
  if (lane.results !== null) rmSync(lane.results, { force: true });
  const since = performance.now();
  const [program, ...args] = lane.command;
  // A process group of its own: jest's workers, browsers and servers of a lane that hangs end with it.
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const printed: Buffer[] = [];
  const streams = [child.stdout, child.stderr];
  for (const stream of streams) stream.on('data', (bytes: Buffer) => void printed.push(bytes));
  const { pid } = child;
  // What a test has left behind would hold the output open.
  if (pid !== undefined) child.once('exit', () => killGroup(pid));
  let whyStopped = '';
  const stop = (): void => {
    whyStopped = `\n${stoppedText(child, limit)}\n`;
    if (pid !== undefined) killGroup(pid);
    // What was printed is read; a process that left the group may hold the other end for ever.
    setTimeout(() => {
      for (const stream of streams) stream.destroy();
    }, READ_MS);
  };
  limit.addEventListener('abort', stop, { once: true });
  const isPassed = await once(child, 'close').then(
    ([code]) => code === 0 && !limit.aborted,
    (error: unknown) => (printed.push(Buffer.from(`${String(error)}\n`)), false),
  );
  limit.removeEventListener('abort', stop);
  const output = Buffer.concat(printed).toString() + whyStopped;
  const isShortOfCoverage = COVERAGE_MISSED.test(output);
  const ms = performance.now() - since;
  return {
    output,
    end: { lane, isPassed, ms, isShortOfCoverage, ...figuresOf(lane), unstable: [] },
  };
}

const stoppedText = ({ exitCode }: ChildProcess, limit: AbortSignal): string =>
  exitCode === null
    ? `Stopped: ${String(limit.reason)}`
    : `Ended with ${exitCode}, but a process that it left behind holds its output open. ${String(limit.reason)}`;

/** Kills the process group; one that has ended by itself is no error. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function figuresOf({ results }: Lane): Pick<LaneEnd, 'passed' | 'failed' | 'failures' | 'failedFiles'> {
  if (results === null || !existsSync(results))
    return { passed: 0, failed: 0, failures: [], failedFiles: [] };
  const figures = v.parse(jestFigures, JSON.parse(readFileSync(results, 'utf8')));
  return {
    passed: figures.numPassedTests,
    failed: figures.numFailedTests + figures.numRuntimeErrorTestSuites,
    failures: failedTests(figures),
    failedFiles: figures.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name),
  };
}
