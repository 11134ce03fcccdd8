import { withFact, withFactChanged, withParticipant } from './changeJournal';
import { otherIn, participantOf, type Journal, type RingResult, type Talk, type Wait } from './Journal';

/** The journal in which these two talk from now on, unless the first one talks already. Who has left is back. */
export function withTalk(journal: Journal, id: string, other: string | null, at: number): Journal {
  if (other === null || openTalks(journal, id).length > 0) return journal;
  const back = participantOf(journal, other);
  const now = back?.end ? withParticipant(journal, { ...back, end: null }) : journal;
  return withFact(now, { type: 'talked', who: [id, other], from: at, to: null });
}

export function openTalks({ facts }: Journal, id: string): readonly Talk[] {
  return facts.filter(
    (fact): fact is Talk => fact.type === 'talked' && fact.to === null && fact.who.includes(id),
  );
}

export function withTalksEnded(journal: Journal, id: string, at: number): Journal {
  return openTalks(journal, id).reduce(
    (now, talk) => withFactChanged(now, talk, { ...talk, to: Math.max(at, talk.from) }),
    journal,
  );
}

/** Rings of this agent's phone, or those that the agent makes. */
export function withRingEnded(journal: Journal, id: string, result: RingResult, at: number): Journal {
  let now = journal;
  for (const fact of journal.facts) {
    if (fact.type !== 'rang' || fact.to !== null || (fact.who !== id && fact.by !== id)) continue;
    now = withFactChanged(now, fact, { ...fact, to: Math.max(at, fact.from), result });
  }
  return now;
}

/** The journal in which a participant holds or consults, or does not any more. What is reported twice is one. */
export function withWait(
  journal: Journal,
  wait: Pick<Wait, 'type' | 'who' | 'place'>,
  isOn: boolean,
  at: number,
): Journal {
  const open = openWaits(journal, wait.who).find(({ type }) => type === wait.type);
  if (isOn === (open !== undefined)) return journal;
  if (open === undefined) return withFact(journal, { ...wait, from: at, to: null });
  return withFactChanged(journal, open, { ...open, to: Math.max(at, open.from) });
}

/** Who leaves holds and consults no one any more. */
export function withWaitsEnded(journal: Journal, who: string, at: number): Journal {
  return openWaits(journal, who).reduce(
    (now, wait) => withFactChanged(now, wait, { ...wait, to: Math.max(at, wait.from) }),
    journal,
  );
}

function openWaits({ facts }: Journal, who: string): readonly Wait[] {
  return facts.filter(
    (fact): fact is Wait =>
      (fact.type === 'held' || fact.type === 'consulting') && fact.who === who && fact.to === null,
  );
}

/** Who was last called by this participant, or has called it, or talks with it. */
export function otherEnd({ facts }: Journal, id: string): string | null {
  let other: string | null = null;
  for (const fact of facts) {
    if (fact.type === 'talked' && fact.who.includes(id)) other = otherIn(fact, id);
    if (fact.type === 'rang' && fact.who === id) other = fact.by;
    if (fact.type === 'rang' && fact.by === id) other = fact.who;
  }
  return other;
}
