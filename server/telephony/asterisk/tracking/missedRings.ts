import type { CallEvent } from '../../../calls/CallEvent';
import { lineFor } from '../../../calls/journal/lineFor';
import type { AgentEvent } from './AgentEvent';
import { farEnd } from './farEnd';
import type { Leg, Legs } from './Leg';
import { hasMissed, type MissedRing } from './MissedRing';
import { numberOf } from './numberOf';
import { hasTalkedSince } from './ringMissedBy';
import { isLive, type TrackedCall } from './TrackedCall';
import { unheardEvents } from './storedRings';
import type { CallContext } from './WholeCall';

const NO_EVENTS: readonly AgentEvent[] = [];
const NONE: readonly MissedRing[] = [];

/** The missed rings of a whole call after a change, and what is to be reported. */
export interface MissedRings {
  readonly missed: readonly MissedRing[];
  readonly events: readonly AgentEvent[];
}

/**
 * Follows the calls that agents have missed in a whole call. A missed call is no longer one when another party answers
 * the same caller, and an agent whose phones are not registered has missed a caller whom no one has answered.
 * @param calls the agents' calls after the change
 * @param events what has been reported of them
 * @param at ms since 1970
 */
export function missedRings(
  context: CallContext,
  calls: readonly TrackedCall[],
  events: readonly AgentEvent[],
  at: number,
): MissedRings {
  const { legs, missed: before } = context.call;
  const ended = events.length === 0 ? NONE : newRings(legs, calls, events);
  const fresh = [...ended, ...ringsWithoutPhone(context)];
  if (before.length === 0 && fresh.length === 0) return { missed: before, events: NO_EVENTS };
  const kept: MissedRing[] = [];
  const reports: AgentEvent[] = [];
  for (const ring of before) {
    const { extension, callId, isReported, isOpen } = ring;
    const caller = legs.get(ring.caller);
    // Of a ring whose end was not heard a talk of the caller is the end, a colleague's too.
    const taker = isOpen || ring.unheard !== undefined ? takerOf(legs, caller) : null;
    if (taker !== null) {
      if (isReported && taker.extension !== extension)
        reports.push({ extension, event: { type: 'answeredElsewhere', id: callId } });
    } else if (ring.unheard !== undefined) {
      reports.push(...unheardEvents(context.call.journal, ring, context.numbering));
      if (caller?.end === null)
        kept.push({ extension, callId, caller: ring.caller, isReported: true, isOpen });
    } else if (caller?.end === null) kept.push(ring);
    else {
      if (!isReported && caller !== undefined) reports.push(...missedBy(context, ring, caller, at));
      // A phone may still ring for this caller.
      if (calls.some((call) => isLive(call) && call.peer === ring.caller))
        kept.push({ ...ring, isReported: true, isOpen: false });
    }
  }
  for (const ring of fresh) if (!hasMissed(kept, ring.extension, ring.caller)) kept.push(ring);
  const isSame = kept.length === before.length && kept.every((ring, index) => ring === before[index]);
  return { missed: isSame ? before : kept, events: reports };
}

/** Calls that have just ended as missed. */
function newRings(
  legs: Legs,
  calls: readonly TrackedCall[],
  events: readonly AgentEvent[],
): readonly MissedRing[] {
  return events.flatMap(({ extension, event }) => {
    if (event.type !== 'ended' || event.reason !== 'missed') return [];
    const caller = calls.find(({ id }) => id === event.id)?.peer ?? '';
    const leg = legs.get(caller);
    const isOpen = leg?.end === null && leg.extension === null && takerOf(legs, leg) === null;
    return [{ extension, callId: event.id, caller, isReported: true, isOpen }];
  });
}

/** Agents who had no phone for a caller whom no one has answered since. */
function ringsWithoutPhone({ call }: CallContext): readonly MissedRing[] {
  const { facts, participants } = call.journal;
  const found: MissedRing[] = [];
  for (const fact of facts) {
    if (fact.type !== 'notTried' || fact.queue !== undefined) continue;
    const client = participants.find(
      (one) => one.call === fact.call && one.side === 'outside' && one.isCaller && one.end === null,
    );
    if (client === undefined || hasTalkedSince(call.journal, client.id, fact.from)) continue;
    const { extension } = fact;
    const [callId, caller] = [`${client.id}/${extension}`, client.id];
    found.push({ extension, callId, caller, isReported: false, isOpen: true });
  }
  return found;
}

/** The party that talks with the caller; null: none. */
function takerOf(legs: Legs, caller: Leg | undefined): Leg | null {
  if (caller?.end !== null) return null;
  const far = farEnd(legs, caller);
  return far?.isConnected === true && far.leg.state === 'up' ? far.leg : null;
}

/** The call of an agent whose phone could not ring: it begins and ends at once. */
function missedBy(
  context: CallContext,
  { extension, callId: id }: MissedRing,
  client: Leg,
  at: number,
): readonly AgentEvent[] {
  const number = numberOf(context, client);
  const via = lineFor(context.call.journal, client.id);
  const began: CallEvent = {
    type: 'began',
    id,
    direction: 'inbound',
    phase: 'ringing',
    number,
    at: Math.round(client.startedAt),
    via,
  };
  const ended: CallEvent = { type: 'ended', id, reason: 'missed', at: Math.round(at) };
  return [began, ended].map((event) => ({ extension, event }));
}
