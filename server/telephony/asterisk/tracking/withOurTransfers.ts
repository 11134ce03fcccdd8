import { withFact } from '../../../calls/journal/changeJournal';
import { otherIn, participantOf, type Fact, type Journal, type Talk } from '../../../calls/journal/Journal';
import { pairIn } from './driverVariables';
import type { Leg, Legs } from './Leg';

/** Writes that a blind transfer from an agent's screen has sent this leg away: by the agent who talked with it last. */
export function withBlindByUs(journal: Journal, { id, sentTo }: Leg): Journal {
  if (sentTo === null) return journal;
  const from = Math.round(sentTo.at);
  if (journal.facts.some((fact) => isOurs(fact, 'blind') && fact.from === from)) return journal;
  const others = talksOf(journal, id).map((talk) => otherIn(talk, id));
  const who = others.filter((one) => participantOf(journal, one)?.side === 'agent').at(-1);
  if (who === undefined) return journal;
  return withFact(journal, {
    type: 'transferred',
    who,
    how: 'blind',
    isByPhone: false,
    isByUs: true,
    number: sentTo.number,
    from,
  });
}

/**
 * Writes the attended transfers from agents' screens: an agent's leg is marked as done, and who was on hold for it talks
 * with another party.
 */
export function withAttendedByUs(journal: Journal, legs: Legs): Journal {
  let now = journal;
  for (const leg of legs.values())
    if (leg.variables.ASTERISKNG_DONE === '1' && leg.extension !== null) now = withAttended(now, legs, leg);
  return now;
}

function withAttended(journal: Journal, legs: Legs, leg: Leg): Journal {
  const { id, variables, holds } = leg;
  if (journal.facts.some((fact) => isOurs(fact, 'attended') && fact.who === id)) return journal;
  const party = variables.ASTERISKNG_HOLD ?? (holds === null || holds === '' ? lastWith(journal, id) : holds);
  // A blind transfer marks the leg, too.
  if (party === undefined || (legs.get(party)?.sentTo ?? null) !== null) return journal;
  const talks = talksOf(journal, party).filter(({ to }) => to === null);
  const talk = talks.find((one) => participantOf(journal, otherIn(one, party))?.extension !== leg.extension);
  if (talk === undefined || talks.some(({ who }) => who.includes(id))) return journal;
  const number = pairIn(variables, 'ASTERISKNG_CONSULT')?.[1] ?? null;
  const { from } = talk;
  return withFact(journal, {
    type: 'transferred',
    who: id,
    how: 'attended',
    isByPhone: false,
    isByUs: true,
    number,
    from,
  });
}

function isOurs(fact: Fact, how: 'blind' | 'attended'): fact is Extract<Fact, { type: 'transferred' }> {
  return fact.type === 'transferred' && fact.isByUs === true && fact.how === how;
}

/** With whom it talked last. */
function lastWith(journal: Journal, id: string): string | undefined {
  const last = talksOf(journal, id).at(-1);
  return last === undefined ? undefined : otherIn(last, id);
}

function talksOf({ facts }: Journal, id: string): readonly Talk[] {
  return facts.filter((fact): fact is Talk => fact.type === 'talked' && fact.who.includes(id));
}
