import type { EndReason } from '../AgentCall';
import type { CallEvent } from '../CallEvent';
import { withFact, withParticipant } from './changeJournal';
import { participantOf, type Journal, type Participant, type RingResult } from './Journal';
import {
  openTalks,
  otherEnd,
  withRingEnded,
  withTalk,
  withTalksEnded,
  withWait,
  withWaitsEnded,
} from './withTalk';

type Began = Extract<CallEvent, { readonly type: 'began' }>;
type Connected = Extract<CallEvent, { readonly type: 'connected' }>;
type Ended = Extract<CallEvent, { readonly type: 'ended' }>;

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

/** Where and when an event of an agent's call happened. */
export interface CallMoment {
  /** Key of the whole call; of a party that is new at the other end it is the one by which that party came in. */
  readonly call: string;
  readonly extension: string;
  /** When the telephone system reported it, ms since 1970: holds and new parties count from it. */
  readonly at: number;
}

/**
 * Writes an event of an agent's call into the journal of its whole call. For telephone systems that report agents' calls
 * and no channels: the journal has the agents, the outside parties by their numbers, rings, talks, holds, transfers, and who
 * hung up, as far as the telephone system says so.
 */
export function withCallEvent(journal: Journal, event: CallEvent, moment: CallMoment): Journal {
  const id = agentId(moment.extension, event.id);
  if (event.type === 'began') return withBegin(journal, event, moment);
  const agent = participantOf(journal, id);
  if (agent === undefined || agent.end !== null) return journal;
  const other = otherEnd(journal, id);
  switch (event.type) {
    case 'answered':
      return withTalk(withRingEnded(journal, id, 'answered', event.at), id, other, event.at);
    case 'held':
      return withWait(journal, { type: 'held', who: id, place: null }, event.isHeld, moment.at);
    case 'farHeld': {
      const isThere = other !== null && openTalks(journal, id).length > 0;
      return isThere
        ? withWait(journal, { type: 'held', who: other, place: null }, event.isHeld, moment.at)
        : journal;
    }
    case 'connected':
      return event.isCalled === true
        ? withCalledParty(journal, agent, event, moment)
        : withOtherEnd(journal, agent, event.number, moment);
    case 'ended':
      return withEnd(journal, agent, other, event);
    default:
      return journal;
  }
}

/** The agent of this call consults the party with this number; null: not any more. */
export function withConsultation(
  journal: Journal,
  consultOf: string,
  number: string | null,
  { extension, at }: Pick<CallMoment, 'extension' | 'at'>,
): Journal {
  const who = agentId(extension, consultOf);
  const isOn = number !== null;
  // Who leaves consults no one any more; see `withEnd`.
  if (participantOf(journal, who)?.end !== null) return journal;
  return withWait(journal, { type: 'consulting', who, place: number }, isOn, at);
}

/** Has everyone left? Then the whole call is over. @param call only those who came in by it; absent: all */
export function isOver({ participants }: Journal, call?: string): boolean {
  const own = participants.filter((one) => call === undefined || one.call === call);
  return own.length > 0 && own.every(({ end }) => end !== null);
}

/** Id of an agent's call as a participant. */
export function agentId(extension: string, id: string): string {
  return `${extension}/${id}`;
}

function withBegin(journal: Journal, event: Began, { call, extension, at }: CallMoment): Journal {
  const id = agentId(extension, event.id);
  if (participantOf(journal, id) !== undefined) return journal;
  const isCaller = event.phase === 'dialing';
  const isInside = event.direction === 'internal';
  const agent = { side: 'agent', extension, number: '', isCaller, line: null } as const;
  const withAgent = add(journal, id, call, event.at, agent);
  const colleague = isInside ? colleagueIn(withAgent, event.number, id) : null;
  const other = isInside ? (colleague?.id ?? null) : outsideId(withAgent, call, event.number);
  const outside = { side: 'outside', extension: null, number: event.number } as const;
  const whole =
    other === null || isInside
      ? withAgent
      : add(withAgent, other, call, event.at, {
          ...outside,
          isCaller: event.direction === 'inbound',
          line: event.via ?? null,
        });
  const heard =
    event.isUnheard === true
      ? withFact(whole, { type: 'unheard', call, from: event.at, until: Math.max(at, event.at) })
      : whole;
  const [who, by] = isCaller ? [other, id] : [id, other];
  if (who === null || (isCaller && isInside)) return heard;
  const ring = { type: 'rang', who, by, isInside, isRinging: true, from: event.at } as const;
  return withFact(heard, { ...ring, to: null, result: null });
}

function colleagueIn({ participants }: Journal, number: string, id: string): Participant | undefined {
  return participants.find((one) => one.extension === number && one.id !== id && one.end === null);
}

/** The outside party with this number that came in by the call; the call may have had another key then. */
function outsideId({ participants }: Journal, call: string, number: string): string {
  const known = participants.find(
    (one) => one.side === 'outside' && one.call === call && one.number === number,
  );
  return known?.id ?? `${call}/${number}`;
}

/** Who has left and is met again is back. */
function add(
  journal: Journal,
  id: string,
  call: string,
  at: number,
  what: Pick<Participant, 'side' | 'extension' | 'number' | 'isCaller' | 'line'>,
): Journal {
  const known = participantOf(journal, id);
  if (known?.end === null) return journal;
  return withParticipant(
    journal,
    known === undefined ? { ...what, id, call, from: at, end: null } : { ...known, end: null },
  );
}

/** The other end is another party now. Who talked before may have left already, and so ended that talk. */
function withOtherEnd(
  journal: Journal,
  agent: Participant,
  number: string,
  { call, at }: CallMoment,
): Journal {
  const { id } = agent;
  const colleague = colleagueIn(journal, number, id);
  const other = colleague?.id ?? outsideId(journal, call, number);
  const isTalking = openTalks(journal, id).length > 0;
  if (isTalking ? otherEnd(journal, id) === other : !hasTalked(journal, id)) return journal;
  const met = colleague === undefined ? add(journal, other, call, at, calledOutside(number)) : journal;
  return withoutLeft(withTalk(withTalksEnded(met, id, at), id, other, at), at, true);
}

/** An agent who was handed over calls an outside party. A colleague who is called has a call of their own, which says so. */
function withCalledParty(
  journal: Journal,
  { id: by }: Participant,
  { number, isOutside }: Connected,
  { call, at }: CallMoment,
): Journal {
  if (isOutside !== true) return journal;
  const who = outsideId(journal, call, number);
  const met = add(withTalksEnded(journal, by, at), who, call, at, calledOutside(number));
  const ring = { type: 'rang', who, by, isInside: false, isRinging: true, from: at } as const;
  return withFact(met, { ...ring, to: null, result: null });
}

function calledOutside(
  number: string,
): Pick<Participant, 'side' | 'extension' | 'number' | 'isCaller' | 'line'> {
  return { side: 'outside', extension: null, number, isCaller: false, line: null };
}

function hasTalked({ facts }: Journal, id: string): boolean {
  return facts.some((fact) => fact.type === 'talked' && fact.who.includes(id));
}

/** The agent leaves; so does an outside party that no other agent has to do with. */
function withEnd(journal: Journal, agent: Participant, other: string | null, event: Ended): Journal {
  const { id } = agent;
  const at = event.seenAt === undefined ? event.at : Math.max(agent.from, Math.min(event.seenAt, event.at));
  const isHeard = event.seenAt === undefined;
  let now = journal;
  if (event.transfer !== undefined)
    now = withFact(now, { type: 'transferred', who: id, ...event.transfer, from: at });
  const leaver = event.by === 'agent' ? id : event.by === 'far' ? other : null;
  if (leaver !== null && participantOf(now, leaver)?.end === null)
    now = withFact(now, { type: 'hungUp', who: leaver, from: at });
  now = withParticipant(now, { ...agent, end: { at, isRefused: false, isHeard } });
  now = withRingEnded(now, id, RESULTS[event.reason] ?? 'noAnswer', at);
  now = withWaitsEnded(withTalksEnded(now, id, at), id, at);
  // To whom a client was handed over may be known to no one here: then nothing more is heard of the client.
  return withoutLeft(now, at, isHeard && event.reason !== 'transferred');
}

/** Outside parties with whom no agent has to do any more leave. */
export function withoutLeft(journal: Journal, at: number, isHeard: boolean): Journal {
  const isBusy = (id: string): boolean =>
    journal.facts.some((fact) => {
      if (!('to' in fact) || fact.to !== null) return false;
      return fact.type === 'talked'
        ? fact.who.includes(id)
        : fact.type === 'rang' && (fact.who === id || fact.by === id);
    });
  return journal.participants.reduce((now, one) => {
    if (one.end !== null || one.side !== 'outside' || isBusy(one.id)) return now;
    const left = withParticipant(now, { ...one, end: { at, isRefused: false, isHeard } });
    return withWaitsEnded(left, one.id, at);
  }, journal);
}
