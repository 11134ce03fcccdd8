import { participantOf, type Journal } from '../../../calls/journal/Journal';
import { lineFor } from '../../../calls/journal/lineFor';
import type { AgentEvent } from './AgentEvent';
import type { AsteriskNumbering } from './AsteriskNumbering';
import { hasMissed, type MissedRing } from './MissedRing';
import { hasTalkedSince, ringMissedBy } from './ringMissedBy';

/**
 * What agents have missed in a call that was open when the backend stopped. Of rings whose end was heard the agent has
 * been told; of the others, and of callers who have left an agent without a phone, not yet.
 * @param before the journal as it was stored
 * @param ended the same with the ends of all that is gone
 */
export function storedRings(before: Journal, ended: Journal): readonly MissedRing[] {
  const found: MissedRing[] = [];
  const add = (ring: MissedRing): void => {
    if (!hasMissed(found, ring.extension, ring.caller)) found.push(ring);
  };
  const heard = new Set<string>();
  for (const fact of before.facts) {
    if (fact.type !== 'rang' || fact.to === null) continue;
    heard.add(fact.who);
    const missed = ringMissedBy(before, fact);
    if (missed?.caller.side !== 'outside' || missed.caller.end !== null) continue;
    const { extension, caller } = missed;
    add({ extension, callId: fact.who, caller: caller.id, isReported: true, isOpen: true });
  }
  for (const fact of ended.facts) {
    if (fact.type === 'rang' && fact.to !== null && !heard.has(fact.who)) {
      const missed = ringMissedBy(ended, fact);
      if (missed === null) continue;
      const { extension, caller } = missed;
      const unheard = { from: fact.from, to: fact.to };
      const isOpen = caller.extension === null;
      add({ extension, callId: fact.who, caller: caller.id, isReported: false, isOpen, unheard });
    }
    if (fact.type !== 'notTried' || fact.queue !== undefined) continue;
    const { call, extension, from } = fact;
    const client = ended.participants.find(
      (one) => one.call === call && one.side === 'outside' && one.isCaller,
    );
    // One who is there still may be answered by another agent.
    if (client === undefined || client.end === null || participantOf(before, client.id)?.end !== null)
      continue;
    if (hasTalkedSince(ended, client.id, from)) continue;
    const unheard = { from: client.from, to: client.end.at };
    const callId = `${client.id}/${extension}`;
    add({ extension, callId, caller: client.id, isReported: false, isOpen: true, unheard });
  }
  return found;
}

/** What is reported of a ring that ended unheard: a call that begins and ends as missed. Nothing of others. */
export function unheardEvents(
  journal: Journal,
  { extension, callId: id, caller, unheard }: MissedRing,
  numbering: Pick<AsteriskNumbering, 'isAgent'>,
): readonly AgentEvent[] {
  const from = participantOf(journal, caller);
  if (from === undefined || unheard === undefined) return [];
  const isInside = from.extension !== null;
  const number = from.extension ?? from.number;
  return [
    {
      extension,
      event: {
        type: 'began',
        id,
        direction: isInside ? 'internal' : 'inbound',
        phase: 'ringing',
        number,
        at: unheard.from,
        via: isInside ? null : lineFor(journal, caller),
        ...(!isInside && numbering.isAgent(number) && { isOutside: true }),
      },
    },
    { extension, event: { type: 'ended', id, reason: 'missed', at: unheard.to } },
  ];
}
