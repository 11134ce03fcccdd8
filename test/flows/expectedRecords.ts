import type { Actor } from './Flow';
import { answeredAt, beganAt, endedAt, talksOf, type PhoneCall, type Talk, type Timeline } from './Timeline';

/** Agents of our settings; who else is inside has no entries in amoCRM. */
export const AGENTS = ['anna', 'boris', 'vera'] as const;
export type Agent = (typeof AGENTS)[number];
export const isAgent = (actor: Actor): actor is Agent => AGENTS.some((one) => one === actor);
/** Whose phone it is; null: no agent's. */
export function agentOf(actor: Actor): Agent | null {
  if (actor === 'anna2') return 'anna';
  return isAgent(actor) ? actor : null;
}
export const isOutside = (actor: Actor): boolean =>
  actor === 'client' || actor === 'client2' || actor === 'mobile';

/** The entry in amoCRM that a call of a client must have. */
export interface ExpectedRecord {
  readonly direction: 'inbound' | 'outbound';
  /** amoCRM's `call_status`, any of these: 3 not reached, 4 talked, 6 missed, 7 busy. */
  readonly statuses: readonly number[];
  /** By any of these; null: by no agent. At least one. */
  readonly by: readonly (Agent | null)[];
  /** Talk, s: from, to. */
  readonly seconds: readonly [number, number];
  /** Our backend was away all the time: there may be none. */
  readonly isOptional: boolean;
}

/** Rings that began this close to each other are "the last", ms. */
const SAME_RING_MS = 700;
/** Talks that end this close to each other end together, as when a client leaves a room, ms. */
const TOGETHER_MS = 700;
/** How exactly talk is measured, s. */
const EXACT_S = 1;
/** What begins or ends this close to an absence may have been heard or not, ms. */
const EDGE_MS = 1_000;
/** Without its end our backend notes each second that a call is there; the last note may be this old, s. */
const UNHEARD_S = 3;

/** Entries that amoCRM must have after the flow; none for calls among those inside. All calls have one client's number. */
export function expectedRecord(timeline: Timeline): ExpectedRecord | null {
  const outside = timeline.calls.filter(({ phone }) => phone === 'client' || phone === 'client2');
  const [first] = outside;
  if (first === undefined) return null;
  const isInbound = outside.some(({ isOut }) => isOut);
  // By docs/CALLS: what a phone without an agent has called is logged once an agent takes part.
  if (!isInbound && !timeline.calls.some(({ phone }) => agentOf(phone) !== null) && isByOffice(timeline))
    return null;
  const talks = outside
    .flatMap((call) => talksOf(timeline, call))
    .filter(({ other }) => !outside.includes(other));
  const end = Math.max(...outside.map((call) => endedAt(call) ?? Date.now()));
  const isVague = isAwayAt(timeline, end);
  const isOptional = timeline.away.some(({ from, to }) => {
    return from <= Math.min(...timeline.calls.map(beganAt)) && (to ?? end) >= end;
  });
  if (talks.length === 0) {
    return {
      direction: isInbound ? 'inbound' : 'outbound',
      statuses: isInbound ? [6] : outboundStatuses(outside, isVague),
      by: orNone(isInbound ? rungLast(timeline) : callersOf(timeline)),
      seconds: [0, 0],
      isOptional,
    };
  }
  const since = Math.min(...talks.map(({ from }) => from));
  const until = Math.max(...talks.map(({ to }) => to ?? end));
  const heard = talks.filter((talk) => isHeard(timeline, talk));
  const isAnswerHeard = heard.length > 0;
  // Of a later talk that our backend has not heard at all it knows nothing.
  const known = isAnswerHeard ? Math.max(...heard.map(({ to }) => to ?? end)) : until;
  const least = isAwayAt(timeline, known) ? heardUntil(timeline, known) - UNHEARD_S * 1_000 : known;
  const missedHead = timeline.away.find(({ from, to }) => since >= from - 500 && since <= (to ?? end));
  const headCut = missedHead === undefined ? 0 : Math.min(missedHead.to ?? end, until) - since;
  return {
    direction: isInbound ? 'inbound' : 'outbound',
    statuses: isAnswerHeard ? [4] : [3, 4, 6, 7],
    by:
      isVague || !isAnswerHeard
        ? heardLast(timeline, talks, isInbound)
        : orNone(lastTalkers(timeline, talks)),
    seconds: [
      isAnswerHeard ? Math.max(0, (least - since - headCut) / 1_000 - EXACT_S) : 0,
      (Math.max(...talks.map((talk) => overAt(talk) ?? end)) - answeredBy(talks)) / 1_000 + EXACT_S,
    ],
    isOptional,
  };
}

/**
 * When a talk was over at the latest, by what the phones have signalled: one of them has ended its call. Before that one may have had
 * the other on hold, have dialled keys, or have heard the last packets late.
 */
function overAt({ one, other }: Talk): number | null {
  const ends = [endedAt(one), endedAt(other)].filter((at) => at !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** When the first talk had begun at the earliest: both phones are answered, and the first packets may be heard late. */
function answeredBy(talks: readonly Talk[]): number {
  return Math.min(
    ...talks.map(({ one, other, from }) => Math.max(answeredAt(one) ?? from, answeredAt(other) ?? from)),
  );
}

/** Who talked with the client last; if that was no agent, the agent who did before, or whose phone took part. */
function lastTalkers(timeline: Timeline, talks: readonly Talk[]): readonly Agent[] {
  const agents = [...talks]
    .sort((one, other) => (one.to ?? Infinity) - (other.to ?? Infinity))
    .flatMap(({ other, to }) => {
      const agent = agentOf(other.phone);
      return agent === null ? [] : [{ agent, to: to ?? Infinity }];
    });
  const last = agents.at(-1);
  if (last === undefined) return rungLast(timeline);
  return agents.filter(({ to }) => to === last.to || to >= last.to - TOGETHER_MS).map(({ agent }) => agent);
}

const orNone = (agents: readonly Agent[]): readonly (Agent | null)[] =>
  agents.length === 0 ? [null] : agents;

/**
 * Who may be responsible where our backend did not hear the end of the call, or no answer: by docs/CALLS (rules 5, 8 and 9) the
 * last one of whom it has heard, by the same order: who talked, who called, whose phone rang.
 */
function heardLast(
  timeline: Timeline,
  talks: readonly Talk[],
  isInbound: boolean,
): readonly (Agent | null)[] {
  const heard = talks
    .filter((talk) => isHeard(timeline, talk, EDGE_MS))
    .map((talk) => ({ ...talk, to: talk.to === null ? null : heardUntil(timeline, talk.to) }));
  const perhaps = talks.filter(
    (talk) => !isHeard(timeline, talk, EDGE_MS) && isHeard(timeline, talk, -EDGE_MS),
  );
  const last = (those: readonly Talk[]): readonly Agent[] =>
    those.flatMap(({ other }) => agentOf(other.phone) ?? []);
  const surely = last(heard).length > 0 ? lastTalkers(timeline, heard) : [];
  if (surely.length > 0) return [...surely, ...last(perhaps)];
  const isCallHeard = (call: PhoneCall): boolean =>
    isHeard(timeline, { from: beganAt(call), to: endedAt(call) }, EDGE_MS);
  const known = { ...timeline, calls: timeline.calls.filter(isCallHeard) };
  const firstOf = isInbound ? rungLast : callersOf;
  // A ring at the edge may have been the last one that was heard, or none was.
  return [...orNone(firstOf(known)), ...firstOf(timeline), ...last(perhaps)];
}

const isByOffice = ({ calls }: Timeline): boolean =>
  calls.some(({ phone, isOut }) => isOut && phone === 'gleb');

function outboundStatuses(outside: readonly PhoneCall[], isVague: boolean): readonly number[] {
  if (isVague) return [3, 6, 7];
  // By docs/CALLS: of several trunks the first of rejected, busy, no answer, failed that happened.
  return outside.some(({ refused }) => refused !== null) ? [7] : [3];
}

/** Who called; if another program did, whose phone took part. */
function callersOf({ calls }: Timeline): readonly Agent[] {
  const byAgents = (those: readonly PhoneCall[]): readonly Agent[] =>
    those.map(({ phone }) => agentOf(phone)).filter((agent) => agent !== null);
  const callers = byAgents(calls.filter(({ isOut, clicked }) => isOut || clicked !== null));
  if (callers.length > 0) return callers;
  const answered = byAgents(calls.filter(({ moments }) => moments.some(({ phase }) => phase === 'up')));
  return answered.length > 0 ? answered : byAgents(calls);
}

/**
 * Agents whose phones were called last for the client, and not by a colleague who asks something; one that refused does not
 * count where another one rang.
 */
function rungLast({ calls }: Timeline): readonly Agent[] {
  const rung = calls.filter((call) => !call.isOut && call.clicked === null && agentOf(call.phone) !== null);
  const colleagues = new Set(calls.filter(({ phone }) => !isOutside(phone)).map(({ own }) => own));
  const forClient = rung.filter(({ number }) => !colleagues.has(number));
  const rang = forClient.filter(({ refused }) => refused === null);
  const counted = [rang, forClient].find((those) => those.length > 0) ?? rung;
  const latest = Math.max(...counted.map(beganAt));
  return [
    ...new Set(
      counted
        .filter((call) => beganAt(call) >= latest - SAME_RING_MS)
        .map(({ phone }) => agentOf(phone))
        .filter((agent) => agent !== null),
    ),
  ];
}

/** Was our backend there at some moment of it? @param edge so much longer it was away, ms */
function isHeard({ away }: Timeline, { from, to }: Pick<Talk, 'from' | 'to'>, edge = 0): boolean {
  return !away.some((one) => one.from - edge <= from && (one.to ?? Infinity) + edge >= (to ?? Infinity));
}

export const isAwayAt = ({ away }: Timeline, at: number): boolean =>
  away.some(({ from, to }) => from <= at && (to ?? Infinity) >= at);

const heardUntil = ({ away }: Timeline, at: number): number =>
  away.find(({ from, to }) => from <= at && (to ?? Infinity) >= at)?.from ?? at;
