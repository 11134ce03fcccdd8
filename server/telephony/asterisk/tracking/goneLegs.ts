import type { Legs } from './Leg';
import { isLive, type TrackedCall } from './TrackedCall';

export function hasEndedLeg(legs: Legs): boolean {
  for (const { end } of legs.values()) if (end !== null) return true;
  return false;
}

/** Ids of the legs that have ended and that no live call of an agent needs. */
export function goneLegs(legs: Legs, calls: readonly TrackedCall[]): readonly string[] {
  const gone: string[] = [];
  for (const { id, end } of legs.values())
    if (end !== null && !calls.some((call) => isLive(call) && call.legs.includes(id))) gone.push(id);
  return gone;
}

/** The calls that go on, and the ended ones of which a leg is left. */
export function keptCalls(
  calls: readonly TrackedCall[],
  legs: Legs,
  gone: readonly string[],
): readonly TrackedCall[] {
  return calls.filter((call) => isLive(call) || call.legs.some((id) => legs.has(id) && !gone.includes(id)));
}
