import { withFactChanged, withParticipant } from './changeJournal';
import type { Journal } from './Journal';

/**
 * Ends what is open of participants whose end was not heard.
 * @param isGone which participants are gone
 * @param seenAt when they were certainly there for the last time, ms since 1970; nothing ends before it began
 */
export function endJournal(journal: Journal, isGone: (id: string) => boolean, seenAt: number): Journal {
  const at = Math.round(seenAt);
  let now = journal;
  for (const one of journal.participants)
    if (one.end === null && isGone(one.id)) {
      const end = { at: Math.max(at, one.from), isRefused: false, isHeard: false };
      now = withParticipant(now, { ...one, end });
    }
  for (const fact of journal.facts) {
    if (!('to' in fact) || fact.to !== null) continue;
    if (!(fact.type === 'talked' ? fact.who.some(isGone) : isGone(fact.who))) continue;
    const to = Math.max(at, fact.from);
    now = withFactChanged(
      now,
      fact,
      fact.type === 'rang' ? { ...fact, to, result: 'noAnswer' } : { ...fact, to },
    );
  }
  return now;
}
