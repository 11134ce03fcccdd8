import {
  otherIn,
  type Fact,
  type HungUp,
  type Journal,
  type Talk,
  type Transferred,
  type Wait,
} from './Journal';

/** What a participant does to others: it holds them, leaves them for a consultation, transfers them, or hangs up on them. */
export type Deed = (Wait & { readonly type: 'held' | 'consulting' }) | Transferred | HungUp;

export function isDeed(fact: Fact): fact is Deed {
  return ['held', 'consulting', 'transferred', 'hungUp'].includes(fact.type);
}

/**
 * Ids of those to whom it is done: whom the participant talks with at that moment; if with no one, since they wait already,
 * those whom it talked with last; and those whom it holds meanwhile. Who hangs up ends the talk of that moment only.
 */
export function whomOf(journal: Journal, deed: Deed): ReadonlySet<string> {
  const { type, who, from } = deed;
  const talks = journal.facts.filter(
    (fact): fact is Talk => fact.type === 'talked' && fact.from <= from && fact.who.includes(who),
  );
  const now = talks.filter((talk) => endOf(talk) >= from);
  const end = Math.max(...talks.map(endOf));
  const found = now.length > 0 || type === 'hungUp' ? now : talks.filter((talk) => endOf(talk) === end);
  const whom = new Set(found.map((talk) => otherIn(talk, who)));
  if (type === 'hungUp' || type === 'held') return whom;
  for (const fact of journal.facts)
    if (isHold(fact) && fact.who === who && fact.from <= from && endOf(fact) >= from)
      for (const id of whomOf(journal, fact)) whom.add(id);
  return whom;
}

function isHold(fact: Fact): fact is Wait & { readonly type: 'held' } {
  return fact.type === 'held';
}

function endOf({ to }: { readonly to: number | null }): number {
  return to ?? Infinity;
}
