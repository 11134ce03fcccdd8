import { withFact, withFactChanged } from '../../../calls/journal/changeJournal';
import { participantOf, type Journal } from '../../../calls/journal/Journal';
import type { Leg, Legs } from './Leg';
import { partyBehind } from './talkPairs';

/**
 * Writes who is in a conference now, by itself or through Local channels, and closes the stays of those who have left.
 * @param at ms since 1970
 */
export function withConferences(journal: Journal, legs: Legs, at: number): Journal {
  const members = membersOfRooms(legs);
  const known = new Set<string>();
  let now = journal;
  for (const fact of journal.facts) {
    if (fact.type !== 'conference' || fact.to !== null) continue;
    const { who } = fact;
    if (members.has(who)) known.add(who);
    else now = withFactChanged(now, fact, { ...fact, to: Math.max(fact.from, leftAt(legs.get(who), at)) });
  }
  for (const [who, place] of members)
    if (!known.has(who) && participantOf(now, who) !== undefined)
      now = withFact(now, { type: 'conference', who, place, from: at, to: null });
  return now;
}

/** An end that was not heard is earlier than its report. */
function leftAt(leg: Leg | undefined, at: number): number {
  return Math.round(Math.min(at, leg?.end?.at ?? at));
}

/** Names of the rooms (null: without) by the ids of the phones that are in them. */
function membersOfRooms(legs: Legs): ReadonlyMap<string, string | null> {
  const members = new Map<string, string | null>();
  for (const leg of legs.values()) {
    if (leg.bridge?.isRoom !== true || leg.end !== null) continue;
    const phone = leg.isLocal ? partyBehind(legs, leg.id) : leg;
    if (phone !== null && phone.end === null && phone.bridge?.isTalk === true && phone.state === 'up')
      members.set(phone.id, leg.bridge.room);
  }
  return members;
}
