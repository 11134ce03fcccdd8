import { withFactChanged } from '../../../calls/journal/changeJournal';
import { participantOf, type Fact, type Journal } from '../../../calls/journal/Journal';
import { lineFor } from '../../../calls/journal/lineFor';
import type { AgentEvent } from './AgentEvent';
import type { AsteriskNumbering } from './AsteriskNumbering';
import type { MissedRing } from './MissedRing';
import { missOf, type Attempt, type Miss } from './missOf';

/** What was missed and is reported now. */
export interface ReportedMisses {
  /** In which it is reported. */
  readonly journal: Journal;
  readonly events: readonly AgentEvent[];
  /** Those whose callers are on the line. */
  readonly missed: readonly MissedRing[];
}

const NO_EVENTS: readonly AgentEvent[] = [];
const NONE: readonly MissedRing[] = [];

/**
 * Reports what agents have missed without a call on their screens that could end: rings that ended while no one heard, or
 * right when the backend was killed, phones that gave no sign of life, and agents without a phone. The journal says what was
 * reported, and is stored after it, so that a restart at any moment loses nothing; agents' lists ignore what comes twice.
 *
 * ```
 *   rang ──its agent's call ends──▶ reported ∎           rang ──gone without such a call──▶ missed, or not ──▶ reported ∎
 *   tried, or no phone to try ──the caller is answered──▶ reported ∎
 *                             ──the caller gives up──▶ missed ──▶ reported ∎
 * ```
 * @param isInCall does this phone belong to a live call of its agent?
 */
export function reportMissed(
  journal: Journal,
  numbering: Pick<AsteriskNumbering, 'isAgent'>,
  isInCall: (who: string) => boolean,
): ReportedMisses {
  let now = journal;
  let events = NO_EVENTS;
  let missed = NONE;
  for (const fact of journal.facts) {
    if (!isUnreported(fact) || (fact.type === 'rang' && !isOver(journal, fact, isInCall))) continue;
    const miss = missOf(journal, fact);
    if (miss !== null && !hasRung(fact) && miss.caller.end === null) continue;
    if (miss !== null && !isKnown(now, fact, miss)) {
      const callId = fact.type === 'rang' ? fact.who : `${miss.caller.id}/${miss.extension}`;
      events = [...events, ...eventsOf(now, fact, miss, callId, numbering)];
      const { extension, caller } = miss;
      if (caller.end === null)
        missed = [...missed, { extension, callId, caller: caller.id, isOpen: caller.side === 'outside' }];
    } else if (miss === null) events = [...events, ...endOf(journal, fact)];
    now = withFactChanged(now, fact, { ...fact, isReported: true });
  }
  return { journal: now, events, missed };
}

const isUnreported = (fact: Fact): fact is Attempt =>
  (fact.type === 'rang' || fact.type === 'notTried') && fact.isReported !== true;

const hasRung = (attempt: Attempt): boolean => attempt.type === 'rang' && attempt.isRinging;

/** Is its phone gone, and out of its agent's call? */
function isOver(
  journal: Journal,
  { result, who }: Extract<Attempt, { type: 'rang' }>,
  isInCall: (who: string) => boolean,
): boolean {
  return result !== null && participantOf(journal, who)?.end !== null && !isInCall(who);
}

/** Was it reported already that the agent has missed this caller? */
function isKnown(journal: Journal, attempt: Attempt, { extension, caller }: Miss): boolean {
  return journal.facts.some((fact) => {
    if ((fact.type !== 'rang' && fact.type !== 'notTried') || fact.isReported !== true) return false;
    const other = missOf(journal, fact);
    if (other?.extension !== extension || other.caller.id !== caller.id) return false;
    return !hasTalkedBetween(journal, caller.id, fact, attempt);
  });
}

/** Was a colleague who consulted in vain back with the client before they consulted again? These are two calls. */
function hasTalkedBetween({ facts }: Journal, who: string, one: Attempt, next: Attempt): boolean {
  const end = (one.type === 'rang' ? one.to : null) ?? one.from;
  return facts.some(
    (fact) =>
      fact.type === 'talked' &&
      fact.who.includes(who) &&
      fact.from < next.from &&
      (fact.to === null || fact.to > end),
  );
}

/** A call that begins and ends as missed. */
function eventsOf(
  journal: Journal,
  attempt: Attempt,
  { extension, caller }: Miss,
  id: string,
  numbering: Pick<AsteriskNumbering, 'isAgent'>,
): readonly AgentEvent[] {
  const isInside = caller.side !== 'outside';
  const number = caller.extension ?? caller.number;
  const rang = attempt.type === 'rang' ? attempt : null;
  const event = {
    type: 'began',
    id,
    direction: isInside ? 'internal' : 'inbound',
    phase: 'ringing',
    number,
    at: rang?.from ?? caller.from,
    via: isInside ? null : lineFor(journal, caller.id),
    ...(!isInside && numbering.isAgent(number) && { isOutside: true }),
  } as const;
  const at = rang?.to ?? caller.end?.at ?? attempt.from;
  return [
    { extension, event },
    { extension, event: { type: 'ended', id, reason: 'missed', at } },
  ];
}

/** The end of a ring that another backend may have reported before it was taken over, and that no backend heard end. */
function endOf(journal: Journal, attempt: Attempt): readonly AgentEvent[] {
  if (attempt.type !== 'rang' || !attempt.isRinging) return NO_EVENTS;
  const { who: id, to, from } = attempt;
  const { extension = null, end = null } = participantOf(journal, id) ?? {};
  if (extension === null || end?.isHeard !== false) return NO_EVENTS;
  return [{ extension, event: { type: 'ended', id, reason: 'answeredElsewhere', at: to ?? from } }];
}
