import { withFact, withFactChanged } from '../../../calls/journal/changeJournal';
import { participantOf, type Journal, type Talk } from '../../../calls/journal/Journal';
import { firstTalkOf } from '../../../calls/journal/lineFor';
import type { Legs } from './Leg';
import { talkPairs } from './talkPairs';

/** A talk that is interrupted for less is one talk, ms: Asterisk moves legs from bridge to bridge. */
const INTERRUPTION_MS = 250;

/** Opens the talks of legs that hear each other now, and closes the others. */
export function withTalks(journal: Journal, legs: Legs, at: number): Journal {
  const pairs = talkPairs(legs).flatMap(([one, other]) =>
    participantOf(journal, one.id) === undefined || participantOf(journal, other.id) === undefined
      ? []
      : [[one.id, other.id] as const],
  );
  let now = journal;
  for (const fact of journal.facts)
    if (fact.type === 'talked' && fact.to === null && !pairs.some((pair) => isBetween(fact, pair)))
      now = withFactChanged(now, fact, { ...fact, to: Math.max(fact.from, endOfTalk(fact, legs, at)) });
  for (const pair of pairs) now = withTalk(now, pair, at);
  return withQueuesLeft(now, at);
}

/** Who talks waits in a queue no more. */
function withQueuesLeft(journal: Journal, at: number): Journal {
  let now = journal;
  for (const fact of journal.facts)
    if (fact.type === 'queued' && fact.to === null && firstTalkOf(journal, fact.who) !== null)
      now = withFactChanged(now, fact, { ...fact, to: Math.max(fact.from, at) });
  return now;
}

function withTalk(journal: Journal, pair: readonly [string, string], at: number): Journal {
  const talks = journal.facts.filter((fact): fact is Talk => fact.type === 'talked' && isBetween(fact, pair));
  const last = talks.at(-1);
  if (last?.to === null) return journal;
  if (last !== undefined && at - last.to < INTERRUPTION_MS)
    return withFactChanged(journal, last, { ...last, to: null });
  return withFact(journal, { type: 'talked', who: [pair[0], pair[1]], from: at, to: null });
}

/** A talk ends with the first of the two that is gone; an end that was not heard is earlier than its report. */
function endOfTalk({ who }: Talk, legs: Legs, at: number): number {
  return Math.round(Math.min(at, ...who.map((id) => legs.get(id)?.end?.at ?? at)));
}

function isBetween({ who }: Talk, [one, other]: readonly [string, string]): boolean {
  return who.includes(one) && who.includes(other);
}
