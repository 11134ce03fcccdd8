import type { Lane, LaneEnd } from './Lane';
import { runLane } from './runLane';

/**
 * Runs the lanes side by side: idle ones all at once, of the others `busyAtOnce` at a time, in their order.
 * @param env environment of their commands
 * @param limitOf gives a lane that begins the signal that ends its time
 * @param show takes what a lane printed, once it has ended
 * @returns the ends in the order of the lanes
 */
export async function runLanes(
  lanes: readonly Lane[],
  busyAtOnce: number,
  env: NodeJS.ProcessEnv,
  limitOf: () => AbortSignal,
  show: (end: LaneEnd, output: string) => void,
): Promise<readonly LaneEnd[]> {
  const ends = new Map<Lane, LaneEnd>();
  const run = async (lane: Lane): Promise<void> => {
    const { end, output } = await runLane(lane, env, limitOf());
    ends.set(lane, end);
    show(end, output);
  };
  const waiting = lanes.filter(({ isIdle }) => !isIdle);
  const runBusy = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) await run(lane);
  };
  const idle = lanes.filter(({ isIdle }) => isIdle).map(run);
  await Promise.all([...idle, ...Array.from({ length: busyAtOnce }, runBusy)]);
  return lanes.flatMap((lane) => ends.get(lane) ?? []);
}
