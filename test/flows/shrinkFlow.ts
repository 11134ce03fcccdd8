import type { FlowResult } from './compareFlow';
import type { Difference } from './compareRecords';
import type { Flow } from './Flow';

/** The same steps may come to the difference in one of several plays only. */
const TRIES = 3;

/** A flow that was played alone. */
interface Alone {
  readonly result: FlowResult;
}

/**
 * Leaves out steps as long as the same sort of difference stays. A flow that gets stuck without a step is not a shorter
 * one, unless being stuck was the difference.
 * @param play plays a flow in an office of its own
 * @param onPlayed hears after each play how many steps are left
 * @returns the last play that differed; null: alone the flow does not differ
 */
export async function shrinkFlow<Play extends Alone>(
  { flow, differences: [wanted] }: FlowResult,
  play: (flow: Flow) => Promise<Play>,
  onPlayed: (left: number) => void,
): Promise<Play | null> {
  const differing = async (steps: Flow['steps']): Promise<Play | null> => {
    const played = await play({ ...flow, steps });
    return isSame(played.result.differences, wanted) ? played : null;
  };
  let shortest: Play | null = null;
  for (let times = 0; times < TRIES && shortest === null; times += 1) {
    shortest = await differing(flow.steps);
    onPlayed(flow.steps.length);
  }
  if (shortest === null) return null;
  for (let at = flow.steps.length - 1; at >= 0; at -= 1) {
    const { steps } = shortest.result.flow;
    shortest = (await differing(steps.filter((_, index) => index !== at))) ?? shortest;
    onPlayed(shortest.result.flow.steps.length);
  }
  return shortest;
}

function isSame(differences: readonly Difference[], wanted: Difference | undefined): boolean {
  if (wanted?.kind !== 'stuck' && differences.some(({ kind }) => kind === 'stuck')) return false;
  return sortOf(differences[0]) === sortOf(wanted);
}

/** Such as `screen`, or `record: no entry`. */
function sortOf(one: Difference | undefined): string {
  return one?.kind === 'record' ? `record: ${one.text.split(';')[0] ?? ''}` : (one?.kind ?? '');
}
