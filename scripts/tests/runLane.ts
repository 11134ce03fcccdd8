import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import * as v from 'valibot';
import type { Lane, LaneEnd } from './Lane';

const figuresSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  /** Files that could not be run at all, so that none of their tests is counted. */
  numRuntimeErrorTestSuites: v.number(),
});

/** Runs the lane's command and gives all that it printed with its end. A command that can't be started fails. */
export async function runLane(
  lane: Lane,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly end: LaneEnd; readonly output: string }> {
  if (lane.results !== null) rmSync(lane.results, { force: true });
  const since = performance.now();
  const [program, ...args] = lane.command;
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => void printed.push(bytes));
  const isPassed = await once(child, 'close').then(
    ([code]) => code === 0,
    (error: unknown) => (printed.push(Buffer.from(`${String(error)}\n`)), false),
  );
  const figures = figuresOf(lane);
  return {
    output: Buffer.concat(printed).toString(),
    end: { lane, isPassed, ms: performance.now() - since, ...figures },
  };
}

function figuresOf({ results }: Lane): { readonly passed: number; readonly failed: number } {
  if (results === null || !existsSync(results)) return { passed: 0, failed: 0 };
  const figures = v.parse(figuresSchema, JSON.parse(readFileSync(results, 'utf8')));
  return {
    passed: figures.numPassedTests,
    failed: figures.numFailedTests + figures.numRuntimeErrorTestSuites,
  };
}
