import type { LaneEnd } from './Lane';
import { runLane } from './runLane';

/** With more files of failed tests than this something is broken, and to run them again would only take time. */
const MOST_FILES = 5;

/**
 * Runs the files of failed tests once more, lane by lane, when nothing else runs. A test that passes then is unstable: it
 * depends on the load of the machine or on chance. It does not fail the run, but stands in the summary with its first
 * failure, since it is a fault of the test or a race in the product.
 * @param ends how the lanes ended when they ran side by side
 * @param show takes what a lane printed that ran again
 * @returns the ends in the same order; a lane passes if all its files do then, and is as it was if one fails again
 */
export async function runFailedAgain(
  ends: readonly LaneEnd[],
  env: NodeJS.ProcessEnv,
  limitOf: () => AbortSignal,
  show: (end: LaneEnd, output: string) => void,
): Promise<readonly LaneEnd[]> {
  const files = ends.reduce((sum, end) => sum + end.failedFiles.length, 0);
  if (files > MOST_FILES) return ends;
  const after: LaneEnd[] = [];
  for (const end of ends) after.push(await again(end, env, limitOf, show));
  return after;
}

async function again(
  end: LaneEnd,
  env: NodeJS.ProcessEnv,
  limitOf: () => AbortSignal,
  show: (end: LaneEnd, output: string) => void,
): Promise<LaneEnd> {
  const lane = end.lane.again?.(end.failedFiles);
  if (lane === undefined || end.failedFiles.length === 0 || end.isShortOfCoverage) return end;
  const { end: second, output } = await runLane(lane, env, limitOf());
  show(second, output);
  if (!second.isPassed || second.passed === 0) return end;
  return {
    ...end,
    isPassed: true,
    ms: end.ms + second.ms,
    passed: end.passed + end.failed,
    failed: 0,
    failures: [],
    unstable: end.failures,
  };
}
