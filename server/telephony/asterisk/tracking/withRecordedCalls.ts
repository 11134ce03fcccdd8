import { withFactChanged } from '../../../calls/journal/changeJournal';
import { otherIn, participantOf, type Journal, type Participant } from '../../../calls/journal/Journal';
import type { Leg, Legs } from './Leg';
import { phonesAround } from './talkPairs';

/**
 * Gives each recording to the whole call of the client who is heard first in it, or for whom colleagues are: one of them has just
 * talked with that client. Asterisk's Linkedid does not tell: an agent who consults another party outside, and hands that one
 * on, is in the whole call that began first, and so is all that is recorded on the Local channels between. A recording of
 * colleagues who have talked with no client stays with their call.
 */
export function withRecordedCalls(journal: Journal, legs: Legs): Journal {
  let now = journal;
  for (const fact of journal.facts) {
    if (fact.type !== 'recorded' || fact.isHeard === true) continue;
    const leg = legs.get(fact.who);
    const phones = leg === undefined ? [] : phonesAround(legs, leg);
    if (leg === undefined || phones.length === 0) continue;
    const heard = outsideAmong(journal, [leg, ...phones]);
    const client = heard ?? lastClientOf(journal, phones);
    now = withFactChanged(now, fact, {
      ...{ ...fact, call: client?.call ?? fact.call, isHeard: true },
      ...(heard === undefined && { isOfColleagues: true }),
    });
  }
  return now;
}

function outsideAmong(journal: Journal, legs: readonly Leg[]): Participant | undefined {
  const parties = legs.map(({ id }) => participantOf(journal, id));
  return parties.find((one): one is Participant => one?.side === 'outside');
}

/** The outside party with whom one of these phones talked last. */
function lastClientOf(journal: Journal, phones: readonly Leg[]): Participant | undefined {
  const ids = new Set(phones.map(({ id }) => id));
  const talks = journal.facts.flatMap((fact) => {
    if (fact.type !== 'talked') return [];
    const own = fact.who.find((id) => ids.has(id));
    const other = own === undefined ? undefined : participantOf(journal, otherIn(fact, own));
    return other?.side === 'outside' ? [{ other, from: fact.from }] : [];
  });
  return talks.sort((a, b) => a.from - b.from).at(-1)?.other;
}
