import {
  otherIn,
  participantOf,
  type Journal,
  type NotTried,
  type Participant,
  type Ring,
  type RingResult,
  type Talk,
} from '../../../calls/journal/Journal';

/** An agent was called: the phone rang, or was only tried, or there was none. */
export type Attempt = Ring | NotTried;

/** Who has missed whose call. */
export interface Miss {
  readonly extension: string;
  readonly caller: Participant;
}

/** Results of a ring that the agent has missed, unless the caller has been answered since. */
const MISSED: ReadonlySet<RingResult | null> = new Set(['noAnswer', 'cancelled', 'forwarded'] as const);
/** Results of a phone that has answered for its agent, though it never rang. */
const REFUSED: ReadonlySet<RingResult | null> = new Set(['busy', 'rejected'] as const);

/** The agent who has missed this call, and whose it was; null: no agent has, or the caller has been answered since. */
export function missOf(journal: Journal, attempt: Attempt): Miss | null {
  return attempt.type === 'rang' ? ringMissedBy(journal, attempt) : withoutPhone(journal, attempt);
}

function ringMissedBy(journal: Journal, ring: Ring): Miss | null {
  const { who, by, from, result, isRinging } = ring;
  if (!MISSED.has(result)) return null;
  const phone = participantOf(journal, who);
  const extension = phone?.extension ?? null;
  const caller =
    by === null
      ? journal.participants.find((one) => one.call === phone?.call && one.isCaller)
      : participantOf(journal, by);
  if (extension === null || caller === undefined || caller.extension === extension) return null;
  if (!isRinging && !isTriedInVain(journal, ring, extension, caller)) return null;
  return isAnsweredSince(journal, caller, from, ring.isHandedOver) ? null : { extension, caller };
}

/**
 * Has a caller outside called for an agent by a phone that gave no sign of life, or not yet when the caller gave up? An
 * agent whose other phone rang or refused has not missed it by this one.
 */
function isTriedInVain(
  journal: Journal,
  { by, who, result }: Ring,
  extension: string,
  caller: Participant,
): boolean {
  if (caller.side !== 'outside' || result === 'forwarded') return false;
  return !journal.facts.some(
    (fact) =>
      fact.type === 'rang' &&
      fact.who !== who &&
      fact.by === by &&
      (fact.isRinging || REFUSED.has(fact.result)) &&
      participantOf(journal, fact.who)?.extension === extension,
  );
}

/** A queue has others to ring: who is away from it has missed nothing. */
function withoutPhone(journal: Journal, { call, extension, queue, from }: NotTried): Miss | null {
  if (queue !== undefined) return null;
  const caller = journal.participants.find(
    (one) => one.call === call && one.side === 'outside' && one.isCaller,
  );
  if (caller === undefined || isAnsweredSince(journal, caller, from)) return null;
  return { extension, caller };
}

/**
 * Has the caller been answered at this time or after it? A colleague who goes back to whom they talked with before has not.
 * @param since ms since 1970
 * @param isHandedOver the caller was in a talk when the phone began to ring, as a colleague may have been
 */
function isAnsweredSince(
  { facts }: Journal,
  { id, side }: Participant,
  since: number,
  isHandedOver = side !== 'outside',
): boolean {
  const talks = facts.filter((fact): fact is Talk => fact.type === 'talked' && fact.who.includes(id));
  const before = talks.filter(({ from }) => from < since).map((talk) => otherIn(talk, id));
  return talks.some(
    (talk) => (talk.to === null || talk.to >= since) && !(isHandedOver && before.includes(otherIn(talk, id))),
  );
}
