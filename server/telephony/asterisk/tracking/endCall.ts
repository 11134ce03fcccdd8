import type { EndReason } from '../../../calls/AgentCall';
import { firstTalkOf } from '../../../calls/journal/lineFor';
import type { DialStatus } from './AmiEvent';
import { participantOf, type Journal } from '../../../calls/journal/Journal';
import { isDialOver } from './changeLeg';
import { isRefused } from './isRefused';
import { dialledOnTheWay, farEnd } from './farEnd';
import { heldParty } from './heldParty';
import { isBeingRedialled } from './isBeingRedialled';
import type { Leg, Legs } from './Leg';
import { hasMissed } from './MissedRing';
import { isLive, type TrackedCall } from './TrackedCall';
import { mainLeg } from './updateCall';
import type { CallContext } from './WholeCall';

/** How a call ended. */
export interface CallEnd {
  /** Null: its legs are gone, and the reason depends on what happens to the other end. */
  readonly reason: EndReason | null;
  /** ms since 1970 */
  readonly at: number;
}

const FAILURES: Readonly<Partial<Record<DialStatus, EndReason>>> = {
  busy: 'busy',
  noAnswer: 'noAnswer',
  cancelled: 'hungUp',
  congestion: 'failed',
  unavailable: 'failed',
};
/** Q.850 causes that say why the called party was not reached. */
const CAUSES: Readonly<Record<number, EndReason>> = {
  1: 'unknownNumber',
  17: 'busy',
  18: 'noAnswer',
  19: 'noAnswer',
  21: 'rejected',
  28: 'unknownNumber',
};
const ANSWERED_ELSEWHERE = 26;
/** Cause that an Originate gives on Asterisk 16 to the phone that did not answer in time. */
const TIMED_OUT = 0;
const NORMAL_CLEARING = 16;

/** Decides whether the call is over, and how it ended. Null: it goes on. */
export function endCall(
  context: CallContext,
  call: TrackedCall,
  calls: readonly TrackedCall[],
  at: number,
): CallEnd | null {
  const leg = mainLeg(context.call.legs, call);
  if (leg !== null) return endOnLeg(context, call, calls, leg, at);
  if (isBeingRedialled(context.call.legs, call)) return null;
  const last = legThatEndedLast(context, call);
  if (last === null) return { reason: 'hungUp', at: Math.round(at) };
  return { reason: reasonOf(context, call, last), at: Math.round(last.end?.at ?? at) };
}

/**
 * A call may end though the agent's leg goes on: with the consultation, with the client on hold, or when the agent of a
 * queue waits for the next call again.
 */
function endOnLeg(
  context: CallContext,
  call: TrackedCall,
  calls: readonly TrackedCall[],
  leg: Leg,
  at: number,
): CallEnd | null {
  const { legs } = context.call;
  const now = Math.round(at);
  if (leg.isQueueAgent && leg.bridge?.isTalk === false)
    return { reason: reasonOf(context, call, leg), at: now };
  const held = heldParty(legs, leg);
  if (call.consultOf === null) {
    if (call.phase !== 'talking' || leg.variables.ASTERISKNG_HOLD === undefined || held !== null) return null;
    return isGone(context, call.peer) ? { reason: 'hungUp', at: now } : null;
  }
  if (!calls.some((one) => isLive(one) && one.id === call.consultOf)) return null;
  const far = farEnd(legs, leg);
  const isBack = held !== null && far?.isConnected === true && far.leg.id === held.id;
  if (!isBack && leg.variables.ASTERISKNG_CONSULT?.startsWith(`${call.id}|`) === true) return null;
  // The end of the dialled leg, which may come last, says why it was not reached.
  if (isDialling(legs, leg)) return null;
  return { reason: call.phase === 'talking' ? 'hungUp' : notAnsweredReason(leg), at: now };
}

/** Has this leg ended? */
function isGone({ legsAround }: CallContext, id: string | null): boolean {
  return id !== null && legsAround(id)?.get(id)?.end !== null;
}

/** Does the leg still call somebody? Whom it has called before, such as the client on hold, has answered. */
function isDialling(legs: Legs, { id }: Leg): boolean {
  return [...legs.values()].some(
    ({ dial, end }) => dial?.by === id && dial.status !== 'answered' && end === null,
  );
}

function reasonOf(context: CallContext, call: TrackedCall, leg: Leg): EndReason | null {
  switch (call.phase) {
    case 'ringing':
      return ringingReason(context, call, leg);
    case 'dialing':
      return leg.isReplaced ? 'transferred' : notAnsweredReason(leg);
    default:
      return talkingReason(context, call);
  }
}

/** Had the phone answered before a restart, though its talk was that of another call, as after a pickup? */
const wasAnsweredBefore = ({ facts }: Journal, { id, begin }: Leg): boolean =>
  begin === 'listed' &&
  facts.some((fact) => fact.type === 'rang' && fact.who === id && fact.result === 'answered');

function ringingReason(context: CallContext, call: TrackedCall, leg: Leg): EndReason {
  const { legs, missed, journal } = context.call;
  // A talk before a restart was over when the leg was met again.
  if (firstTalkOf(journal, leg.id) !== null || wasAnsweredBefore(journal, leg)) return 'hungUp';
  if (leg.end?.cause === ANSWERED_ELSEWHERE || isAnsweredElsewhere(context, call, leg))
    return 'answeredElsewhere';
  if (isRefused(legs, leg)) return 'rejected';
  // Who calls a group that they are in themselves has missed no one.
  if (call.direction === 'internal' && call.number === call.extension) return 'noAnswer';
  // The queue has rung this phone before: both are one missed call.
  return hasMissed(missed, call.extension, call.peer) ? 'noAnswer' : 'missed';
}

/** Has another phone taken the call since it rings here? */
function isAnsweredElsewhere({ call: { legs, journal } }: CallContext, call: TrackedCall, leg: Leg): boolean {
  if (leg.isReplaced) return true;
  const onTheWay = dialledOnTheWay(legs, leg);
  const callers = new Set(onTheWay.flatMap(({ dial }) => dial?.by ?? []));
  // A Local channel on the way to this phone is answered by its queue, and after a restart it is not known when.
  const own = new Set([...call.legs, ...onTheWay.map(({ id }) => id)]);
  for (const { id, dial } of legs.values()) {
    if (dial?.status !== 'answered' || dial.by === null || !callers.has(dial.by)) continue;
    if (dial.at >= leg.startedAt && !own.has(id)) return true;
  }
  const client = legs.get(call.peer ?? '');
  if (client?.end !== null || client.bridgedAt < leg.startedAt) return false;
  // A colleague, with an agent or without, may only be back in the talk in which they have called this phone.
  if (participantOf(journal, client.id)?.side !== 'outside') return false;
  return farEnd(legs, client)?.isConnected === true;
}

/** Why the agent's call was not answered: the called side's cause comes before that of the agent's own channel. */
function notAnsweredReason({ outcome, farCause, dial, state, end, variables }: Leg): EndReason {
  if (variables.ASTERISKNG_UNKNOWN === '1') return 'unknownNumber';
  const far = farCause === null || outcome === 'cancelled' ? undefined : CAUSES[farCause];
  if (far !== undefined) return far;
  // The agent's own phone was called first, by an Originate.
  const isOwn = dial !== null && dial.by === null && state !== 'up';
  const status = outcome ?? (isOwn && isDialOver(dial.status) ? dial.status : 'answered');
  const cause = end?.cause ?? NORMAL_CLEARING;
  // The called side's Hangup may come after that of the agent's leg, whose cause then says more than DialStatus: that is
  // NOANSWER also when the number is unknown or rejects the call.
  if (status === 'noAnswer' && cause in CAUSES) return CAUSES[cause] ?? 'noAnswer';
  return FAILURES[status] ?? CAUSES[cause] ?? (isOwn && cause === TIMED_OUT ? 'noAnswer' : 'hungUp');
}

/** Was the other end transferred, or is it gone too? Null while neither is known. */
function talkingReason(context: CallContext, call: TrackedCall): EndReason | null {
  const peer = call.peer ?? '';
  const legs = context.legsAround(peer);
  const leg = legs?.get(peer);
  if (legs === null || leg?.end !== null || leg.isLeaving) return 'hungUp';
  const far = farEnd(legs, leg);
  // Our dialplan calls the agent back for a client who was on hold.
  if (far !== null && far.leg.extension === call.extension) return 'hungUp';
  const isParked = leg.bridge !== null && !leg.bridge.isTalk;
  return far !== null || isParked ? 'transferred' : null;
}

/** The leg of the call that ended last; null: none is known. */
function legThatEndedLast(context: CallContext, call: TrackedCall): Leg | null {
  const legs = call.legs.flatMap((id) => context.call.legs.get(id) ?? []);
  return legs.sort((a, b) => (b.end?.at ?? 0) - (a.end?.at ?? 0))[0] ?? null;
}
