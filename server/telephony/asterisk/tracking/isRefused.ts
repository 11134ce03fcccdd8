import { isDialOver } from './changeLeg';
import type { Leg, Legs } from './Leg';

/** Q.850 causes of a phone that is busy or rejects the call. */
const REFUSALS: ReadonlySet<number> = new Set([17, 21]);

/**
 * Has the phone refused? When the caller gives up, Asterisk passes the cause of another phone of the group on to those
 * that ring, which may be "busy" or "rejected" as well.
 */
export function isRefused(legs: Legs, { end, dial, isLeaving }: Leg): boolean {
  if (end === null || !REFUSALS.has(end.cause) || dial?.status === 'cancelled') return false;
  if (isLeaving || dial === null || isDialOver(dial.status)) return true;
  const caller = legs.get(dial.by ?? '');
  return caller?.end === null && !caller.isLeaving;
}
