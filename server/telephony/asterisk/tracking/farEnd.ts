import { isDialOver } from './changeLeg';
import type { Leg, Legs } from './Leg';

/** Who is at the other end of a leg. */
export interface FarEnd {
  /** Never a Local channel. */
  readonly leg: Leg;
  /** They are connected by bridges; otherwise one is calling the other. */
  readonly isConnected: boolean;
  /** It is being called from this side, perhaps by a Local channel that has called this side first. */
  readonly isDialled: boolean;
}

/** How a leg is next to another one. */
type Link = 'bridge' | 'called' | 'caller';

/** Largest number of Local channels in a row. */
const MOST_HOPS = 8;
const NONE: readonly Leg[] = [];

/**
 * The leg at the other end, behind all Local channels; null: none. Of several in one bridge an outside party comes
 * before agents.
 */
export function farEnd(legs: Legs, from: Leg): FarEnd | null {
  return searchFarEnd(legs, from, [from.id]);
}

/** The other leg in the same bridge, for actions; it may be a half of a Local channel. */
export function bridgedLeg(legs: Legs, from: Leg): Leg | null {
  return inBridge(legs, from)[0] ?? null;
}

/** The party that a leg stands for: itself, or who is behind the Local channel. Null: it is gone. */
export function partyAt(legs: Legs, leg: Leg | undefined): Leg | null {
  if (leg?.end !== null) return null;
  if (!leg.isLocal) return leg;
  const half = otherHalf(legs, leg);
  return half === null ? null : (farEnd(legs, half)?.leg ?? null);
}

/** The dialled legs on the way to this one: itself, then the halves of the Local channels that call it. */
export function dialledOnTheWay(legs: Legs, leg: Leg): readonly Leg[] {
  const found = [leg];
  for (let one = leg; found.length < MOST_HOPS;) {
    const by = legs.get(one.dial?.by ?? '');
    const half = by?.isLocal === true ? otherHalf(legs, by) : null;
    if (half === null) break;
    found.push(half);
    one = half;
  }
  return found;
}

/** Has its phone hung up? Its channel may live on: for the dialplan, or for a transfer that may call it back. */
export function isHungUp({ end, isLeaving, bridge }: Leg): boolean {
  return end !== null || (isLeaving && bridge === null);
}

/**
 * Searches the neighbours of a leg and, behind Local channels, theirs: legs in the same bridge, then legs that it calls,
 * then the leg that calls it. A connected leg comes before one that is called.
 * @param seen ids of the legs that were looked at
 */
function searchFarEnd(legs: Legs, from: Leg, seen: string[]): FarEnd | null {
  let best: FarEnd | null = null;
  for (const one of inBridge(legs, from)) {
    const far = farEndAt(legs, one, 'bridge', seen);
    if (far?.isConnected === true) return far;
    best ??= far;
  }
  for (const one of legs.values()) {
    if (one.dial?.by !== from.id || !isCalled(one) || isHungUp(one)) continue;
    const far = farEndAt(legs, one, 'called', seen);
    best ??= far;
  }
  const caller = from.dial === null || !isCalled(from) ? undefined : legs.get(from.dial.by ?? '');
  const far = caller === undefined || isHungUp(caller) ? null : farEndAt(legs, caller, 'caller', seen);
  return best ?? far;
}

/** The far end at this neighbour: itself, or who is behind the Local channel. */
function farEndAt(legs: Legs, one: Leg, link: Link, seen: string[]): FarEnd | null {
  if (seen.includes(one.id)) return null;
  seen.push(one.id);
  const isConnected = link === 'bridge';
  if (!one.isLocal) return { leg: one, isConnected, isDialled: link === 'called' };
  const other = otherHalf(legs, one);
  if (other === null) return null;
  seen.push(other.id);
  const far = searchFarEnd(legs, other, seen);
  return far?.isConnected === true && !isConnected ? { ...far, isConnected: false } : far;
}

/** The other half of a Local channel; null: it is gone. */
export function otherHalf(legs: Legs, half: Leg): Leg | null {
  const name = half.channel.slice(0, -1) + (half.channel.endsWith('1') ? '2' : '1');
  for (const leg of legs.values()) if (leg.channel === name && leg.end === null) return leg;
  return null;
}

/** Phones that are paged hear who pages, and not each other: whoever pages may not be there yet, or any more. */
function inBridge(legs: Legs, from: Leg): readonly Leg[] {
  const { bridge } = from;
  if (bridge === null || !bridge.isTalk) return NONE;
  const pager = bridge.isRoom ? (from.dial?.by ?? null) : null;
  const isPagerAway = pager !== null && (legs.get(pager)?.bridge ?? null) === null;
  const others: Leg[] = [];
  for (const leg of legs.values())
    if (leg.bridge?.id === bridge.id && leg.id !== from.id && !(isPagerAway && leg.dial?.by === pager))
      others.push(leg);
  return others.length < 2 ? others : others.sort((a, b) => priority(a) - priority(b));
}

/** Sort key of legs in one bridge: outside parties, Local channels, other phones of the office, agents. */
function priority(leg: Leg): number {
  if (leg.isLocal) return 1;
  return leg.extension === null ? 0 : leg.isCaller ? 3 : 4;
}

/**
 * Is the leg being called, or was the call to it answered just now? Once it has been in a bridge, bridges show who is at
 * the other end, if any: who has parked the caller stays alone. Phones that are paged wait in a bridge for who pages.
 */
function isCalled({ dial, bridge, bridgedAt }: Leg): boolean {
  if (dial === null) return false;
  if (!isDialOver(dial.status)) return true;
  return dial.status === 'answered' && (bridge === null ? bridgedAt < dial.at : bridge.isRoom);
}
