import { participantOf, type Journal, type Participant, type Ring } from './Journal';

/** Whom the record of a whole call is about. */
export interface Client {
  readonly direction: 'inbound' | 'outbound';
  readonly participant: Participant;
  /** Of an outbound call: how each line to the client came out, in order. */
  readonly attempts: readonly Ring[];
}

/**
 * The client of a whole call; null: it is a call between colleagues. An outside party that called in comes first. Of the
 * outside parties that the office called it is the one that talked, else the one that was tried last.
 */
export function clientOf(journal: Journal, call: string): Client | null {
  const outside = journal.participants.filter((one) => one.call === call && one.side === 'outside');
  const caller = outside.find(({ isCaller }) => isCaller);
  if (caller !== undefined) return { direction: 'inbound', participant: caller, attempts: [] };
  const called = outside.filter(({ id }) => isOfficeCall(journal, ringOf(journal, id)));
  const participant = firstToTalk(journal, called) ?? called.at(-1);
  if (participant === undefined) return null;
  const attempts = called.flatMap(({ id }) => ringOf(journal, id) ?? []);
  return { direction: 'outbound', participant, attempts };
}

/** The last ring of a participant; null: it was not called, or that was not heard. */
export function ringOf({ facts }: Journal, id: string): Ring | null {
  for (let index = facts.length - 1; index >= 0; index -= 1) {
    const fact = facts[index];
    if (fact?.type === 'rang' && fact.who === id) return fact;
  }
  return null;
}

/** Was this outside party called on behalf of the office, and not as another phone of a colleague or of the client's call? */
function isOfficeCall(journal: Journal, ring: Ring | null): boolean {
  if (ring === null || ring.by === null) return ring === null || !isUnsure(journal, ring);
  // Who is not in this call has called for another one, to which a client was handed over.
  const side = participantOf(journal, ring.by)?.side;
  if (side === undefined || side === 'outside') return false;
  return !(
    ring.isInside &&
    (isUnsure(journal, ring) || journal.facts.some((fact) => isSameDial(journal, ring, fact)))
  );
}

/** May who was called in vain be the mobile of a colleague, whose phone has rung, or who was called for, unheard? */
function isUnsure({ facts }: Journal, { by, from, result }: Ring): boolean {
  if (result === 'answered') return false;
  return facts.some(
    (fact) => fact.type === 'unheard' && fact.until >= from && (by !== null || fact.from < from),
  );
}

/** Did a phone of the office ring for the same caller, unless it had answered before? */
function isSameDial(journal: Journal, mobile: Ring, fact: Journal['facts'][number]): boolean {
  if (fact.type !== 'rang' || fact.by !== mobile.by || !fact.isInside) return false;
  const side = participantOf(journal, fact.who)?.side;
  if (side === 'outside' || side === undefined) return false;
  return !(fact.result === 'answered' && fact.to !== null && fact.to < mobile.from);
}

function firstToTalk(journal: Journal, called: readonly Participant[]): Participant | undefined {
  for (const fact of journal.facts) {
    const found = fact.type === 'talked' ? called.find(({ id }) => fact.who.includes(id)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
