import { pairIn } from './driverVariables';
import type { Legs } from './Leg';
import type { TrackedCall } from './TrackedCall';

/**
 * Is the agent's phone being called again to answer automatically? The ringing call is not over then, though no phone may
 * ring for a moment: the phone is tried again while it is still busy with the ring before.
 */
export function isBeingRedialled(legs: Legs, call: TrackedCall): boolean {
  if (call.phase !== 'ringing') return false;
  for (const { end, variables } of legs.values()) {
    const answer = end === null ? pairIn(variables, 'ASTERISKNG_ANSWER') : null;
    if (answer !== null && answer[0] === call.id && answer[1] === call.extension) return true;
  }
  return false;
}
