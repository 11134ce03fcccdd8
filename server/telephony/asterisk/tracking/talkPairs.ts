import { otherHalf } from './farEnd';
import type { Leg, Legs } from './Leg';

/** Of a room with more parties not every pair is followed. */
const MOST_TOGETHER = 12;

/** Agents of a large room with whom each outside party is followed. */
const MOST_ANCHORS = 3;

/** Pairs of legs that hear each other now: through bridges that mix, and Local channels between these. */
export function talkPairs(legs: Legs): readonly (readonly [Leg, Leg])[] {
  return groups(legs).flatMap((group) =>
    group.length > MOST_TOGETHER
      ? pairsOfRoom(group)
      : group.flatMap((one, index) => group.slice(index + 1).map((other) => [one, other] as const)),
  );
}

/**
 * A large room grows by a few pairs with each party, and not by as many as there are parties: outside parties are followed
 * with the agents who came first, other agents with the first outside party.
 */
function pairsOfRoom(group: readonly Leg[]): readonly (readonly [Leg, Leg])[] {
  const agents = group.filter(({ extension }) => extension !== null);
  const outside = group.filter(({ extension }) => extension === null);
  const anchors = agents.length > 0 ? agents.slice(0, MOST_ANCHORS) : outside.slice(0, 1);
  const [first] = outside;
  return [
    ...outside.flatMap((one) =>
      anchors.flatMap((anchor) => (one === anchor ? [] : [[anchor, one] as const])),
    ),
    ...(first === undefined ? [] : agents.slice(anchors.length).map((agent) => [agent, first] as const)),
  ];
}

/** Phones that hear each other, in groups of two or more. */
function groups(legs: Legs): readonly (readonly Leg[])[] {
  const bridges = membersByBridge(legs);
  const seen = new Set<string>();
  return [...bridges.keys()].flatMap((first) => {
    const group = groupAround(legs, bridges, first, seen);
    return group.length > 1 ? [group] : [];
  });
}

/** Phones that this leg hears, or that hear each other through it, its own included; empty where fewer than two do. */
export function phonesAround(legs: Legs, { bridge, end }: Leg): readonly Leg[] {
  if (bridge?.isTalk !== true || end !== null) return [];
  const group = groupAround(legs, membersByBridge(legs), bridge.id, new Set());
  return group.length > 1 ? group : [];
}

/** Phones in this bridge and in those behind its Local channels. @param seen bridges that are not looked at again */
function groupAround(
  legs: Legs,
  bridges: ReadonlyMap<string, readonly Leg[]>,
  first: string,
  seen: Set<string>,
): readonly Leg[] {
  const group: Leg[] = [];
  const open = [first];
  for (let bridge = open.pop(); bridge !== undefined; bridge = open.pop()) {
    if (seen.has(bridge)) continue;
    seen.add(bridge);
    for (const leg of bridges.get(bridge) ?? []) {
      if (!leg.isLocal) {
        if (leg.state === 'up') group.push(leg);
        continue;
      }
      const behind = otherHalf(legs, leg)?.bridge;
      if (behind?.isTalk === true) open.push(behind.id);
    }
  }
  return group;
}

function membersByBridge(legs: Legs): ReadonlyMap<string, readonly Leg[]> {
  const bridges = new Map<string, Leg[]>();
  for (const leg of legs.values()) {
    if (leg.bridge?.isTalk !== true || leg.end !== null) continue;
    const members = bridges.get(leg.bridge.id);
    if (members === undefined) bridges.set(leg.bridge.id, [leg]);
    else members.push(leg);
  }
  return bridges;
}

/** Phones of the office or clients that this leg acts for: itself, or those behind a Local channel. Null: not known. */
export function partyBehind(legs: Legs, id: string, seen: Set<string> = new Set()): Leg | null {
  const leg = legs.get(id);
  if (leg === undefined || seen.has(id)) return null;
  seen.add(id);
  if (!leg.isLocal) return leg;
  const half = otherHalf(legs, leg);
  if (half === null || seen.has(half.id)) return null;
  seen.add(half.id);
  const by = half.dial?.by ?? null;
  const caller = by === null ? null : partyBehind(legs, by, seen);
  return caller ?? partyInBridge(legs, half, seen) ?? partyCalledBy(legs, half);
}

/** Agents come first: of two in a bridge it is the agent who dials. */
function partyInBridge(legs: Legs, half: Leg, seen: Set<string>): Leg | null {
  const { bridge } = half;
  if (bridge?.isTalk !== true) return null;
  const members = [...legs.values()].filter((leg) => leg.bridge?.id === bridge.id && leg.id !== half.id);
  const real = members.filter(({ isLocal }) => !isLocal);
  const first = real.find(({ extension }) => extension !== null) ?? real[0];
  if (first !== undefined) return first;
  const local = members.find(({ isLocal }) => isLocal);
  return local === undefined ? null : partyBehind(legs, local.id, seen);
}

function partyCalledBy(legs: Legs, half: Leg): Leg | null {
  for (const leg of legs.values())
    if (leg.dial?.by === half.id && !leg.isLocal && leg.end === null) return leg;
  return null;
}
