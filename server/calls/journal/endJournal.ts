import { withFactChanged, withParticipant } from './changeJournal';
import type { Journal } from './Journal';
import { lastMoment } from './withUnheard';

/**
 * Ends what is open of participants whose end was not heard.
 * @param isGone which participants are gone
 * @param seenAt when they were certainly there for the last time, ms since 1970; who is open when something is heard of the call
 * later than that was there then, too
 */
export function endJournal(journal: Journal, isGone: (id: string) => boolean, seenAt: number): Journal {
  const at = Math.max(Math.round(seenAt), lastMoment(journal));
  let now = journal;
  for (const one of journal.participants)
    if (one.end === null && isGone(one.id)) {
      const end = { at, isRefused: false, isHeard: false };
      now = withParticipant(now, { ...one, end });
    }
  for (const fact of journal.facts) {
    if (!('to' in fact) || fact.to !== null) continue;
    if (!(fact.type === 'talked' ? fact.who.some(isGone) : isGone(fact.who))) continue;
    const ended =
      fact.type === 'rang' ? { ...fact, to: at, result: 'noAnswer' as const } : { ...fact, to: at };
    now = withFactChanged(now, fact, ended);
  }
  return now;
}
