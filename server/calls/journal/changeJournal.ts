import { participantOf, type Fact, type Journal, type Participant } from './Journal';
import { isDeed, whomOf, type Deed } from './whomOf';
import { mergedPlaces, placesOf } from './withPlace';

/** Facts of one journal beyond which old ones are dropped, rings first: a queue may ring its members for hours. */
const MOST_FACTS = 600;

/** The journal with this participant added, or in place of the one with its id. */
export function withParticipant(journal: Journal, participant: Participant): Journal {
  const { participants } = journal;
  if (!participants.some(({ id }) => id === participant.id))
    return { ...journal, participants: [...participants, participant] };
  return {
    ...journal,
    participants: participants.map((one) => (one.id === participant.id ? participant : one)),
  };
}

/** The journal with a fact that has begun. One that goes on is never dropped. */
export function withFact(journal: Journal, fact: Fact): Journal {
  const { facts } = journal;
  if (facts.length < MOST_FACTS) return { ...journal, facts: [...facts, fact] };
  const over = facts.filter((one) => !('to' in one) || one.to !== null);
  const oldest =
    over.find(({ type }) => type === 'rang') ?? over.find(({ type }) => type !== 'talked') ?? over[0];
  const kept = [...facts.filter((one) => one !== oldest), fact];
  return { ...journal, facts: kept, participants: withoutForgotten(journal.participants, oldest, kept) };
}

/** Without the participant of a dropped ring, if it has gone and did nothing else. */
function withoutForgotten(
  participants: readonly Participant[],
  dropped: Fact | undefined,
  facts: readonly Fact[],
): readonly Participant[] {
  if (dropped?.type !== 'rang') return participants;
  const { who } = dropped;
  const isNamed = facts.some((fact) =>
    fact.type === 'talked'
      ? fact.who.includes(who)
      : ('who' in fact && fact.who === who && fact.type !== 'hungUp') ||
        (fact.type === 'rang' && fact.by === who),
  );
  return isNamed ? participants : participants.filter(({ id, end }) => id !== who || end === null);
}

/** The journal with one fact in place of another. */
export function withFactChanged(journal: Journal, before: Fact, after: Fact): Journal {
  if (before === after) return journal;
  return { ...journal, facts: journal.facts.map((fact) => (fact === before ? after : fact)) };
}

/** One journal of two whole calls that have become one. */
export function mergeJournals(one: Journal, other: Journal): Journal {
  const known = new Set(one.participants.map(({ id }) => id));
  const older = (one.startedAt - other.startedAt || (one.id < other.id ? -1 : 1)) < 0 ? one : other;
  return {
    id: older.id,
    startedAt: older.startedAt,
    participants: [...one.participants, ...other.participants.filter(({ id }) => !known.has(id))].sort(
      inOrder,
    ),
    facts: [...one.facts, ...other.facts].sort(inOrder),
    closed: [...new Set([...one.closed, ...other.closed])],
    ...mergedPlaces(one, other),
  };
}

/**
 * What concerns one whole call of a journal: who came in by it, who called them or talked with them, their facts, and what
 * the others did to them: that they held them, transferred them or hung up.
 */
export function partOf(journal: Journal, call: string): Journal {
  const own = new Set(journal.participants.flatMap((one) => (one.call === call ? [one.id] : [])));
  const facts = journal.facts.flatMap((fact): readonly Fact[] =>
    concerns(fact, call, own) ? [fact] : isDeed(fact) ? deedTo(journal, fact, own) : [],
  );
  const others = new Set(
    facts.flatMap((fact) =>
      fact.type === 'talked' ? fact.who : fact.type === 'rang' ? (fact.by ?? []) : [],
    ),
  );
  const participants = journal.participants.filter(({ id }) => own.has(id) || others.has(id));
  const startedAt = Math.min(...participants.flatMap((one) => (own.has(one.id) ? [one.from] : [])));
  return {
    id: call,
    startedAt: participants.length === 0 ? journal.startedAt : startedAt,
    participants,
    facts,
    closed: [],
    ...placesOf(journal, (key) => key === call),
  };
}

/**
 * The journal with a whole call closed. Only what clients of the others did with it stays, and what was done to them; of what
 * those who are still there did, what they did to its parties alone goes with it.
 */
export function closeCall(journal: Journal, call: string): Journal {
  const closed = new Set([...journal.closed, call]);
  const open = journal.participants.filter((one) => !closed.has(one.call));
  const openIds = new Set(open.map(({ id }) => id));
  const clients = new Set(open.flatMap(({ id, side }) => (side === 'outside' ? [id] : [])));
  const talks = journal.facts.filter(
    (fact) => fact.type === 'talked' && fact.who.some((id) => clients.has(id)),
  );
  // A phone that one of this call was handed to rings on for a moment, and its agent has missed that one.
  const callers = journal.facts.flatMap((fact) =>
    fact.type === 'rang' && fact.isHandedOver === true && openIds.has(fact.who) ? (fact.by ?? []) : [],
  );
  const talkers = talks.flatMap((fact) => (fact.type === 'talked' ? fact.who : []));
  const kept = new Set([...openIds, ...callers, ...talkers]);
  const participants = journal.participants.filter(({ id }) => kept.has(id));
  const isKeptDeed = (deed: Deed): boolean => {
    if (!kept.has(deed.who) || ('to' in deed && deed.to === null)) return openIds.has(deed.who);
    const whom = [...whomOf(journal, deed)];
    if (openIds.has(deed.who)) return whom.length === 0 || whom.some((id) => openIds.has(id));
    return whom.some((id) => clients.has(id));
  };
  const { places, ...rest } = journal;
  return {
    ...rest,
    participants,
    facts: journal.facts.filter((fact) =>
      isDeed(fact) ? isKeptDeed(fact) : isKept(fact, closed, openIds) || talks.includes(fact),
    ),
    closed: [...closed].filter((key) => participants.some((one) => one.call === key)),
    ...(places && placesOf({ places }, (key) => !closed.has(key))),
  };
}

/** What another has done to these participants, until they left; empty: nothing. */
function deedTo(journal: Journal, deed: Deed, own: ReadonlySet<string>): readonly Deed[] {
  const whom = [...whomOf(journal, deed)].filter((id) => own.has(id));
  if (whom.length === 0) return [];
  if (!('to' in deed) || deed.to !== null) return [deed];
  const left = whom.map((id) => participantOf(journal, id)?.end?.at ?? Infinity);
  const to = Math.max(deed.from, ...left);
  return [to === Infinity ? deed : { ...deed, to }];
}

function isKept(fact: Fact, closed: ReadonlySet<string>, open: ReadonlySet<string>): boolean {
  if (fact.type === 'talked') return fact.who.every((id) => open.has(id));
  if (fact.type === 'notTried' || fact.type === 'unheard' || fact.type === 'recorded')
    return !closed.has(fact.call);
  return open.has(fact.who);
}

function concerns(fact: Fact, call: string, own: ReadonlySet<string>): boolean {
  switch (fact.type) {
    case 'talked':
      return fact.who.some((id) => own.has(id));
    case 'notTried':
    case 'unheard':
    case 'recorded':
      return fact.call === call;
    default:
      return own.has(fact.who);
  }
}

function inOrder(a: { readonly from: number }, b: { readonly from: number }): number {
  return a.from - b.from;
}
