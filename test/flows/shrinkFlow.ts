import type { FlowResult } from './compareFlow';
import type { Difference } from './compareRecords';
import type { Flow } from './Flow';

/** A flow that was played alone. */
interface Alone {
  readonly result: FlowResult;
}

/**
 * Leaves out the steps that were not begun, then others as long as the same sort of difference stays. A flow that gets
 * stuck without a step is not a shorter one, unless being stuck was the difference.
 * @param play plays a flow in an office of its own
 * @param onPlayed hears after each play how many steps are left
 * @returns the last play that differed; null: alone the flow does not differ
 */
export async function shrinkFlow<Play extends Alone>(
  { flow, begun, differences: [wanted] }: FlowResult,
  play: (flow: Flow) => Promise<Play>,
  onPlayed: (left: number) => void,
): Promise<Play | null> {
  const differing = async (steps: Flow['steps']): Promise<Play | null> => {
    const one = await play({ ...flow, steps });
    return isSame(one.result.differences, wanted) ? one : null;
  };
  // The step after the last one may be needed as well: it waits for what the screen should have shown.
  const begins = [flow.steps.slice(0, begun), flow.steps.slice(0, begun + 1), flow.steps];
  let shortest: Play | null = null;
  for (const steps of begins) {
    shortest = await differing(steps);
    onPlayed(steps.length);
    if (shortest !== null) break;
  }
  if (shortest === null) return null;
  for (let at = shortest.result.flow.steps.length - 1; at >= 0; at -= 1) {
    const { steps }: Flow = shortest.result.flow;
    const shorter: Play | null = await differing(steps.filter((_, index) => index !== at));
    shortest = shorter ?? shortest;
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
