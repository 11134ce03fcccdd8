import type { LeftOut } from '../readLeftOut';
import { reportLeftOut } from '../readLeftOut';
import type { LaneEnd } from './Lane';

/** Most failed tests that are repeated at the end. */
const MOST_FAILURES = 20;

/**
 * What stands at the end of a run: the failed and the unstable tests once more, since where only the end of a log is kept
 * their names would be lost; a line for each lane with its time, what this machine lacks, and alone in the last line how many
 * tests passed and failed, and were unstable. A lane that failed without a failed test counts as one.
 */
export function summary(ends: readonly LaneEnd[], leftOut: readonly LeftOut[], ms: number): string {
  const failed = ends.reduce((sum, end) => sum + failuresOf(end), 0);
  const passed = ends.reduce((sum, end) => sum + end.passed, 0);
  const lines = ends.map(
    (end) =>
      `${end.isPassed ? '✓' : '✗'} ${end.lane.name.padEnd(9)} ${seconds(end.ms).padStart(6)}${tests(end)}`,
  );
  const failures = ends.flatMap((end) => end.failures);
  const unstable = ends.flatMap((end) => end.unstable);
  return [
    ...unstable.flatMap((failure) => [`~ passed alone: ${failure}`, '']),
    ...failures.slice(0, MOST_FAILURES).flatMap((failure) => [`✗ ${failure}`, '']),
    ...lines,
    `  all       ${seconds(ms).padStart(6)}`,
    ...(leftOut.length === 0 ? [] : ['', reportLeftOut(leftOut).trimEnd()]),
    '',
    `${passed} passed, ${failed} failed${unstable.length === 0 ? '' : `, ${unstable.length} unstable`}`,
  ].join('\n');
}

/** Did all lanes pass, and was nothing left out where nothing may be? */
export function isGreen(
  ends: readonly LaneEnd[],
  leftOut: readonly LeftOut[],
  mayLeaveOut: boolean,
): boolean {
  return ends.every(({ isPassed }) => isPassed) && (mayLeaveOut || leftOut.length === 0);
}

function failuresOf({ isPassed, failed }: LaneEnd): number {
  return isPassed ? failed : Math.max(1, failed);
}

const tests = ({ lane, passed, failed }: LaneEnd): string =>
  lane.results === null ? '' : `   ${passed} passed, ${failed} failed`;

const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;
