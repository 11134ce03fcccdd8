import {
  participantOf,
  type Journal,
  type Participant,
  type Ring,
  type RingResult,
} from '../../../calls/journal/Journal';

/** Results of a ring that the agent has missed, unless the caller has been answered since. */
const MISSED: ReadonlySet<RingResult | null> = new Set(['noAnswer', 'cancelled', 'forwarded'] as const);

/** The agent who has missed this ring, and whose call it was; null: no agent has, or the caller has been answered since. */
export function ringMissedBy(
  journal: Journal,
  { who, by, from, result, isRinging }: Ring,
): { readonly extension: string; readonly caller: Participant } | null {
  if (!MISSED.has(result) || !isRinging) return null;
  const phone = participantOf(journal, who);
  const extension = phone?.extension ?? null;
  const caller =
    by === null
      ? journal.participants.find((one) => one.call === phone?.call && one.isCaller)
      : participantOf(journal, by);
  if (extension === null || caller === undefined || caller.extension === extension) return null;
  return hasTalkedSince(journal, caller.id, from) ? null : { extension, caller };
}

/** Has this participant talked at this time or after it? @param since ms since 1970 */
export function hasTalkedSince({ facts }: Journal, id: string, since: number): boolean {
  return facts.some(
    (fact) => fact.type === 'talked' && fact.who.includes(id) && (fact.to === null || fact.to >= since),
  );
}
