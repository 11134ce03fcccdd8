import type { Journal } from '../../../calls/journal/Journal';
import { hasMissed, type MissedRing } from './MissedRing';
import { missOf } from './missOf';

/** What agents have missed in a call that was open when the backend stopped, as it was reported: the callers are on the line. */
export function storedRings(journal: Journal): readonly MissedRing[] {
  const found: MissedRing[] = [];
  for (const fact of journal.facts) {
    if (fact.type !== 'rang' || fact.isReported !== true) continue;
    const missed = missOf(journal, fact);
    if (missed?.caller.side !== 'outside' || missed.caller.end !== null) continue;
    const { extension, caller } = missed;
    if (hasMissed(found, extension, caller.id)) continue;
    found.push({ extension, callId: fact.who, caller: caller.id, isOpen: true });
  }
  return found;
}
