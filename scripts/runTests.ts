import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readLeftOut } from './readLeftOut';
import { busyLanes, lanesOf } from './tests/lanesOf';
import type { LaneEnd } from './tests/Lane';
import { runFailedAgain } from './tests/runFailedAgain';
import { runLanes } from './tests/runLanes';
import { isGreen, summary } from './tests/summary';

/** A lane that runs longer hangs, ms: the longest takes some 12 minutes on two busy cores. */
const LANE_LIMIT_MS = 40 * 60_000;

/** `npm test` and, with the argument `long`, `npm run test.long`. The scripts `ensure…` have run before. */
async function main(): Promise<void> {
  const leftOut = readLeftOut();
  const isWhole = leftOut.length === 0;
  const lanes = lanesOf(process.argv[2] === 'long' ? 'long' : 'quick', isWhole);
  mkdirSync(join(__dirname, '../build/tests'), { recursive: true });
  console.log(`Running ${lanes.map(({ name }) => name).join(', ')}; each prints its output when it ends.`);
  const since = performance.now();
  const env = isWhole
    ? process.env
    : { ...process.env, TESTS_WITHOUT: leftOut.map(({ name }) => name).join(',') };
  const interrupted = new AbortController();
  // The lanes have process groups of their own, which Ctrl+C in a terminal does not reach.
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => interrupted.abort(new Error(`the run got ${name}`)));
  const limitOf = (): AbortSignal =>
    AbortSignal.any([interrupted.signal, AbortSignal.timeout(LANE_LIMIT_MS)]);
  const show = (end: LaneEnd, output: string): void => {
    const heading = `──── ${end.lane.name}: ${end.isPassed ? 'passed' : 'failed'} `;
    console.log(`\n${heading.padEnd(80, '─')}\n${output.trimEnd()}`);
  };
  const first = await runLanes(lanes, busyLanes(), env, limitOf, show);
  const ends = interrupted.signal.aborted ? first : await runFailedAgain(first, env, limitOf, show);
  console.log(`\n${summary(ends, leftOut, performance.now() - since)}`);
  if (!isGreen(ends, leftOut, process.env['CI'] !== 'true')) process.exitCode = 1;
}

void main();
