import type { EndReason } from '../AgentCall';
import type { CallEvent } from '../CallEvent';
import { withFact, withFactChanged, withParticipant } from './changeJournal';
import {
  otherIn,
  participantOf,
  type Fact,
  type Journal,
  type Participant,
  type RingResult,
} from './Journal';

type Began = Extract<CallEvent, { readonly type: 'began' }>;

const RESULTS: Readonly<Partial<Record<EndReason, RingResult>>> = {
  busy: 'busy',
  noAnswer: 'noAnswer',
  missed: 'noAnswer',
  rejected: 'rejected',
  answeredElsewhere: 'answeredElsewhere',
  unknownNumber: 'unknownNumber',
  failed: 'failed',
  hungUp: 'cancelled',
};

/**
 * Writes an event of an agent's call into the journal of its whole call. For telephone systems that report agents' calls
 * and no channels: the journal has the agents, the outside parties by their numbers, rings, talks and holds.
 */
export function withCallEvent(journal: Journal, extension: string, event: CallEvent): Journal {
  const id = agentId(extension, event.id);
  if (event.type === 'began') return withBegin(journal, extension, event);
  const agent = participantOf(journal, id);
  if (agent === undefined || agent.end !== null) return journal;
  switch (event.type) {
    case 'answered':
      return withTalk(withRingEnded(journal, id, 'answered', event.at), id, otherEnd(journal, id), event.at);
    case 'held':
      return withHold(journal, id, event.isHeld);
    case 'connected':
      return withOtherEnd(journal, agent, event.number);
    case 'ended':
      return withEnd(journal, agent, RESULTS[event.reason] ?? 'noAnswer', event.at);
    default:
      return journal;
  }
}

/** Has everyone left? Then the whole call is over. */
export function isOver({ participants }: Journal): boolean {
  return participants.length > 0 && participants.every(({ end }) => end !== null);
}

function agentId(extension: string, id: string): string {
  return `${extension}/${id}`;
}

function withBegin(journal: Journal, extension: string, event: Began): Journal {
  const id = agentId(extension, event.id);
  if (participantOf(journal, id) !== undefined) return journal;
  const isCaller = event.phase === 'dialing';
  const agent = { side: 'agent', extension, number: '', isCaller, line: null } as const;
  const withAgent = add(journal, id, event.at, agent);
  const other = otherOf(withAgent, event, id);
  const whole =
    other === null || event.direction === 'internal'
      ? withAgent
      : add(withAgent, other, event.at, {
          side: 'outside',
          extension: null,
          number: event.number,
          isCaller: event.direction === 'inbound',
          line: event.via ?? null,
        });
  const [who, by] = isCaller ? [other, id] : [id, other];
  if (who === null || (isCaller && event.direction === 'internal')) return whole;
  return withFact(whole, {
    type: 'rang',
    who,
    by,
    isInside: event.direction === 'internal',
    isRinging: true,
    from: event.at,
    to: null,
    result: null,
  });
}

/** Id of who is at the other end: an outside party by its number, or a colleague who is in the journal; null: not known. */
function otherOf(journal: Journal, { direction, number }: Began, id: string): string | null {
  if (direction !== 'internal') return outsideId(journal, number);
  const colleague = journal.participants.find((one) => one.extension === number && one.id !== id);
  return colleague?.id ?? null;
}

function outsideId({ id }: Journal, number: string): string {
  return `${id}/${number}`;
}

function add(
  journal: Journal,
  id: string,
  at: number,
  what: Pick<Participant, 'side' | 'extension' | 'number' | 'isCaller' | 'line'>,
): Journal {
  if (participantOf(journal, id) !== undefined) return journal;
  return withParticipant(journal, { ...what, id, call: journal.id, from: at, end: null });
}

/** Who was last called by this participant, or has called it, or talks with it. */
function otherEnd({ facts }: Journal, id: string): string | null {
  let other: string | null = null;
  for (const fact of facts) {
    if (fact.type === 'talked' && fact.who.includes(id)) other = otherIn(fact, id);
    if (fact.type === 'rang' && fact.who === id) other = fact.by;
    if (fact.type === 'rang' && fact.by === id) other = fact.who;
  }
  return other;
}

function withTalk(journal: Journal, id: string, other: string | null, at: number): Journal {
  if (other === null || openTalks(journal, id).length > 0) return journal;
  return withFact(journal, { type: 'talked', who: [id, other], from: at, to: null });
}

function openTalks({ facts }: Journal, id: string): readonly Fact[] {
  return facts.filter((fact) => fact.type === 'talked' && fact.to === null && fact.who.includes(id));
}

function withTalksEnded(journal: Journal, id: string, at: number): Journal {
  let now = journal;
  for (const fact of openTalks(journal, id))
    if (fact.type === 'talked') now = withFactChanged(now, fact, { ...fact, to: Math.max(at, fact.from) });
  return now;
}

function withHoldEnded(journal: Journal, id: string, at: number): Journal {
  const open = journal.facts.find((fact) => fact.type === 'held' && fact.who === id && fact.to === null);
  return open?.type === 'held'
    ? withFactChanged(journal, open, { ...open, to: Math.max(at, open.from) })
    : journal;
}

/** Rings of this agent's phone, or those that the agent makes. */
function withRingEnded(journal: Journal, id: string, result: RingResult, at: number): Journal {
  let now = journal;
  for (const fact of journal.facts) {
    if (fact.type !== 'rang' || fact.to !== null || (fact.who !== id && fact.by !== id)) continue;
    now = withFactChanged(now, fact, { ...fact, to: Math.max(at, fact.from), result });
  }
  return now;
}

/** An event of a hold has no time of its own: it counts from the last one that had. */
function withHold(journal: Journal, id: string, isHeld: boolean): Journal {
  const at = Math.max(...journal.facts.map(({ from }) => from), journal.startedAt);
  const open = journal.facts.find((fact) => fact.type === 'held' && fact.who === id && fact.to === null);
  if (isHeld === (open !== undefined)) return journal;
  if (open?.type === 'held') return withFactChanged(journal, open, { ...open, to: at });
  return withFact(journal, { type: 'held', who: id, place: null, from: at, to: null });
}

/** The other end is another party now. */
function withOtherEnd(journal: Journal, agent: Participant, number: string): Journal {
  const at = Math.max(...journal.facts.map(({ from }) => from), journal.startedAt);
  const colleague = journal.participants.find((one) => one.extension === number && one.id !== agent.id);
  const other = colleague?.id ?? outsideId(journal, number);
  if (otherEnd(journal, agent.id) === other || openTalks(journal, agent.id).length === 0) return journal;
  const outside = { side: 'outside', extension: null, number, isCaller: false, line: null } as const;
  return withTalk(withTalksEnded(add(journal, other, at, outside), agent.id, at), agent.id, other, at);
}

/** The agent leaves; so does an outside party that no other agent has to do with. */
function withEnd(journal: Journal, agent: Participant, result: RingResult, at: number): Journal {
  const end = { at, isRefused: false, isHeard: true };
  const left = withParticipant(journal, { ...agent, end });
  const rung = withRingEnded(left, agent.id, result, at);
  const now = withHoldEnded(withTalksEnded(rung, agent.id, at), agent.id, at);
  const isBusy = (id: string): boolean =>
    now.facts.some((fact) => {
      if (!('to' in fact) || fact.to !== null) return false;
      return fact.type === 'talked'
        ? fact.who.includes(id)
        : fact.type === 'rang' && (fact.who === id || fact.by === id);
    });
  return now.participants.reduce(
    (after, one) =>
      one.end === null && one.side === 'outside' && !isBusy(one.id)
        ? withParticipant(after, { ...one, end })
        : after,
    now,
  );
}
