import { participantOf, type Journal } from '../../../calls/journal/Journal';
import type { Leg, Legs } from './Leg';
import { isLive, type TrackedCall } from './TrackedCall';

export function hasEndedLeg(legs: Legs): boolean {
  for (const { end } of legs.values()) if (end !== null) return true;
  return false;
}

/** Is there a leg that began and has not ended? Others may be those of late events. */
export function hasBornLeg(legs: Legs): boolean {
  for (const { end, begin } of legs.values()) if (end === null && begin !== 'unheard') return true;
  return false;
}

/** Ids of the legs that have ended and that no live call of an agent needs; with the last one go those of late events. */
export function goneLegs(legs: Legs, calls: readonly TrackedCall[]): readonly string[] {
  const gone: string[] = [];
  const isLate = !hasBornLeg(legs);
  for (const { id, end } of legs.values())
    if ((end !== null || isLate) && !calls.some((call) => isLive(call) && call.legs.includes(id)))
      gone.push(id);
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

/**
 * Keys of the whole calls of a journal to which a live leg belongs, or which it dials for. What Asterisk has made for a
 * moment keeps no call open: a `Surrogate/` of a channel that was moved was seen to stay for ever.
 */
export function openCalls(journal: Journal, legs: Iterable<Leg>): ReadonlySet<string> {
  const open = new Set<string>();
  for (const { id, linkedid, end, isLocal, isMachine, begin } of legs) {
    if (end !== null || isMachine || begin === 'unheard') continue;
    open.add(participantOf(journal, id)?.call ?? linkedid);
    // It may try another line to the party whom an agent consults.
    if (isLocal) open.add(id);
  }
  return open;
}
