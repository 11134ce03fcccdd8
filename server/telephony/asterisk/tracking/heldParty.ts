import { partyAt } from './farEnd';
import type { Leg, Legs } from './Leg';

/**
 * The party that is on hold for this leg by our dialplan; null: none, or it is gone. The mark names the channel that was
 * in the leg's bridge, which is a half of a Local channel where queue or group called the agent over one.
 */
export function heldParty(legs: Legs, leg: Leg): Leg | null {
  const held = leg.variables.ASTERISKNG_HOLD;
  return held === undefined ? null : partyAt(legs, legs.get(held));
}
