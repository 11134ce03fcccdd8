import { isDialOver } from './changeLeg';
import type { Leg, Legs } from './Leg';

/** Who is at the other end of a leg. */
export interface FarEnd {
  /** Never a Local channel. */
  readonly leg: Leg;
  /** They are connected by bridges; otherwise one is calling the other. */
  readonly isConnected: boolean;
}

/**
 * The leg at the other end, behind all Local channels; null: none. Of several in one bridge an outside party comes
 * before agents.
 */
export function farEnd(legs: Legs, from: Leg): FarEnd | null {
  return searchFarEnd(legs, from, new Set([from.id]));
}

/** The other leg in the same bridge, for actions; it may be a half of a Local channel. */
export function bridgedLeg(legs: Legs, from: Leg): Leg | null {
  return inBridge(legs, from)[0] ?? null;
}

/** Searches the neighbours of a leg and, behind Local channels, theirs; a connected leg comes before one that is called. */
function searchFarEnd(legs: Legs, from: Leg, seen: Set<string>): FarEnd | null {
  let best: FarEnd | null = null;
  for (const [isJoined, one] of neighbours(legs, from)) {
    if (seen.has(one.id)) continue;
    seen.add(one.id);
    const far = one.isLocal ? farEndBehindLocal(legs, one, seen) : { leg: one, isConnected: true };
    if (far === null) continue;
    const found = { leg: far.leg, isConnected: isJoined && far.isConnected };
    if (found.isConnected) return found;
    best ??= found;
  }
  return best;
}

/** The far end of the other half of a Local channel. */
function farEndBehindLocal(legs: Legs, half: Leg, seen: Set<string>): FarEnd | null {
  const other = otherHalf(legs, half);
  if (other === null) return null;
  seen.add(other.id);
  return searchFarEnd(legs, other, seen);
}

/** The other half of a Local channel; null: it is gone. */
export function otherHalf(legs: Legs, half: Leg): Leg | null {
  const name = half.channel.slice(0, -1) + (half.channel.endsWith('1') ? '2' : '1');
  for (const leg of legs.values()) if (leg.channel === name && leg.end === null) return leg;
  return null;
}

/** Legs in the same bridge (true), then legs that it calls, then the leg that calls it (false). */
function neighbours(legs: Legs, from: Leg): readonly (readonly [boolean, Leg])[] {
  const found: (readonly [boolean, Leg])[] = inBridge(legs, from).map((leg) => [true, leg] as const);
  for (const leg of legs.values())
    if (leg.dial?.by === from.id && leg.end === null && isCalled(leg)) found.push([false, leg]);
  const caller = from.dial === null || !isCalled(from) ? undefined : legs.get(from.dial.by ?? '');
  if (caller?.end === null) found.push([false, caller]);
  return found;
}

function inBridge(legs: Legs, from: Leg): readonly Leg[] {
  const { bridge } = from;
  if (bridge === null || !bridge.isTalk) return [];
  const others = [...legs.values()].filter((leg) => leg.bridge?.id === bridge.id && leg.id !== from.id);
  return others.length < 2 ? others : others.sort((a, b) => priority(a) - priority(b));
}

/** Sort key of legs in one bridge: outside parties, Local channels, agents. */
function priority(leg: Leg): number {
  return leg.isLocal ? 1 : leg.extension === null ? 0 : 2;
}

/** Is the leg being called, or was the call to it answered? */
function isCalled(leg: Leg): boolean {
  return leg.dial !== null && (!isDialOver(leg.dial.status) || leg.dial.status === 'answered');
}
