import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Lane } from './Lane';

const root = join(__dirname, '../..');

/** `quick`: all but what takes minutes on purpose, which is `long`. */
export type TestSet = 'quick' | 'long';

/**
 * Lanes of the set in the order in which they start: those that take longest come first.
 * @param isWhole no test is left out, so that the coverage can be held to its thresholds
 */
export function lanesOf(set: TestSet, isWhole: boolean): readonly Lane[] {
  if (set === 'long') {
    const long = jestLane('long', 'long', busyLanes());
    return isWhole ? [long, coverageLane()] : [long];
  }
  return [
    { ...jestLane('asterisk', 'asterisk', 1), isIdle: true },
    // Each page has a browser and a backend beside it, and the phones of the lane above must be on time: one core for each lane.
    jestLane('e2e', 'e2e', workers()),
    jestLane('unit', 'unit', workers()),
    npmLane('lint'),
    npmLane('types'),
    npmLane('check'),
  ];
}

/** How many lanes that keep a core busy run at once. */
export const busyLanes = (): number => Math.min(2, availableParallelism());

const workers = (): number => Math.max(1, Math.floor(availableParallelism() / 2));

/** The unit tests once more, with the coverage: to measure it makes them a fifth slower. */
const coverageLane = (): Lane => jestLane('coverage', 'unit', workers(), ['--coverage']);

/**
 * Jest ends with its last test, whatever a failed one has left open. A limit of memory, which a worker that exceeds it
 * pays with its end, makes jest start a process also for a single worker; else a loop in a test would stop its reports.
 * @param project a project of `jest.config.js`
 */
function jestLane(name: string, project: string, workers: number, more: readonly string[] = []): Lane {
  const results = join(root, `build/tests/${name}.json`);
  const jest = require.resolve('jest/bin/jest');
  const args = [`--maxWorkers=${workers}`, '--workerIdleMemoryLimit=2GB', '--forceExit', ...more];
  const figures = ['--json', `--outputFile=${results}`, '--passWithNoTests'];
  return {
    name,
    command: [process.execPath, jest, '--selectProjects', project, ...args, ...figures],
    isIdle: false,
    results,
    again: (files) => jestLane(`${name}.again`, project, 1, ['--runTestsByPath', ...files]),
  };
}

function npmLane(script: string): Lane {
  return {
    name: script,
    command: ['npm', 'run', '--silent', script],
    isIdle: false,
    results: null,
    again: null,
  };
}
