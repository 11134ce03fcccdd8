import type { FlowResult } from './compareFlow';
import type { Difference } from './compareRecords';
import type { Flow } from './Flow';

/**
 * Leaves out steps as long as the same sort of difference stays. A flow that gets stuck without a step is not a shorter
 * one, unless being stuck was the difference.
 * @param play plays a flow anew
 */
export async function shrinkFlow(
  found: FlowResult,
  play: (flow: Flow) => Promise<FlowResult>,
): Promise<FlowResult> {
  const wanted = found.differences[0];
  let shortest = found;
  for (let at = found.flow.steps.length - 1; at >= 0; at -= 1) {
    const steps = shortest.flow.steps.filter((_, index) => index !== at);
    const result = await play({ ...shortest.flow, steps });
    if (isSame(result.differences, wanted)) shortest = result;
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
