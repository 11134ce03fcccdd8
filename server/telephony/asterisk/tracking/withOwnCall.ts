import { ringOf } from '../../../calls/journal/clientOf';
import { withParticipant } from '../../../calls/journal/changeJournal';
import {
  otherIn,
  participantOf,
  type Journal,
  type Participant,
  type Ring,
} from '../../../calls/journal/Journal';
import type { Leg, Legs } from './Leg';

/**
 * An outside party whom an agent calls after talking with a client, to consult them, is a whole call of its own, as it is
 * when the agent's phone makes a second call. Asterisk counts it in with the client's, since the agent's channel is in both.
 */
export function withOwnCall(journal: Journal, legs: Legs, leg: Leg): Journal {
  const one = participantOf(journal, leg.id);
  const ring = one?.side === 'outside' && !one.isCaller ? ringOf(journal, leg.id) : null;
  if (one === undefined || ring === null || !isConsultation(journal, one, ring)) return journal;
  const dialler = leg.dial?.by ?? null;
  // Lines that are tried one after the other have the same Local channel that dials.
  const call = dialler !== null && legs.get(dialler)?.isLocal === true ? dialler : leg.id;
  return withParticipant(journal, { ...one, call });
}

/** Is this the key of a whole call that has begun with this leg? */
export function isOwnCall(call: string, { id, dial }: Leg): boolean {
  return call === id || (dial !== null && call === dial.by);
}

/** Has the agent who rings this party talked before with another outside party of the same whole call? */
function isConsultation(journal: Journal, { id, call }: Participant, { by, from }: Ring): boolean {
  if (by === null || participantOf(journal, by)?.side !== 'agent') return false;
  return journal.facts.some((fact) => {
    if (fact.type !== 'talked' || fact.from >= from || !fact.who.includes(by)) return false;
    const other = participantOf(journal, otherIn(fact, by));
    return other?.side === 'outside' && other.id !== id && other.call === call;
  });
}
