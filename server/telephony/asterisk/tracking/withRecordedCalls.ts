import { withFactChanged } from '../../../calls/journal/changeJournal';
import { participantOf, type Journal, type Participant } from '../../../calls/journal/Journal';
import type { Legs } from './Leg';
import { phonesAround } from './talkPairs';

/**
 * Gives each recording to the whole call of the client who is heard first in it. Asterisk's Linkedid does not tell: an agent who
 * consults another party outside, and hands that one on, is in the whole call that began first, and so is all that is recorded
 * on the Local channels between. A recording in which colleagues were heard first stays with their call.
 */
export function withRecordedCalls(journal: Journal, legs: Legs): Journal {
  let now = journal;
  for (const fact of journal.facts) {
    if (fact.type !== 'recorded' || fact.isHeard === true) continue;
    const leg = legs.get(fact.who);
    const heard = leg === undefined ? [] : phonesAround(legs, leg);
    if (leg === undefined || heard.length === 0) continue;
    const own = participantOf(journal, leg.id);
    const parties = [own, ...heard.map(({ id }) => participantOf(journal, id))];
    const client = parties.find((one): one is Participant => one?.side === 'outside');
    now = withFactChanged(now, fact, { ...fact, call: client?.call ?? fact.call, isHeard: true });
  }
  return now;
}
