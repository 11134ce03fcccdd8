import type { Difference, FlowResult } from './compareFlow';
import type { Flow } from './Flow';

/**
 * Leaves out steps as long as the same kind of difference stays. A flow that gets stuck without a step is not a shorter
 * one, unless being stuck was the difference.
 * @param play plays a flow anew
 */
export async function shrinkFlow(
  found: FlowResult,
  play: (flow: Flow) => Promise<FlowResult>,
): Promise<FlowResult> {
  const kind = found.differences[0]?.kind;
  let shortest = found;
  for (let at = found.flow.steps.length - 1; at >= 0; at -= 1) {
    const steps = shortest.flow.steps.filter((_, index) => index !== at);
    const result = await play({ ...shortest.flow, steps });
    if (isSame(result.differences, kind)) shortest = result;
  }
  return shortest;
}

function isSame(differences: readonly Difference[], kind: Difference['kind'] | undefined): boolean {
  if (kind !== 'stuck' && differences.some((one) => one.kind === 'stuck')) return false;
  return differences[0]?.kind === kind;
}
