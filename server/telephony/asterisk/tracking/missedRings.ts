import { participantOf, type Journal } from '../../../calls/journal/Journal';
import type { AgentEvent } from './AgentEvent';
import { farEnd } from './farEnd';
import type { Leg, Legs } from './Leg';
import { hasMissed, type MissedRing } from './MissedRing';
import { reportMissed } from './reportMissed';
import { isLive, type TrackedCall } from './TrackedCall';
import type { CallContext } from './WholeCall';
import { withReportedEnds } from './withReportedEnds';

/** The missed rings of a whole call after a change, and what is to be reported. */
export interface MissedRings {
  /** In which all that has ended is reported. */
  readonly journal: Journal;
  readonly missed: readonly MissedRing[];
  readonly events: readonly AgentEvent[];
}

/**
 * Follows the calls that agents have missed in a whole call. A missed call is no longer one when another party answers
 * the same caller.
 * @param calls the agents' calls after the change
 * @param events what has been reported of them
 */
export function missedRings(
  context: CallContext,
  calls: readonly TrackedCall[],
  events: readonly AgentEvent[],
): MissedRings {
  const { legs, missed: before } = context.call;
  const heard = withReportedEnds(context.call.journal, calls, events);
  const isInCall = (who: string): boolean => calls.some((call) => isLive(call) && call.legs.includes(who));
  const reported = reportMissed(heard, context.numbering, isInCall);
  const fresh =
    events.length === 0 ? reported.missed : [...newRings(context, calls, events), ...reported.missed];
  if (before.length === 0 && fresh.length === 0) return { ...reported, missed: before };
  const kept: MissedRing[] = [];
  const withdrawn: AgentEvent[] = [];
  for (const ring of before) {
    const { extension, callId: id } = ring;
    const caller = legs.get(ring.caller);
    const taker = ring.isOpen ? takerOf(legs, caller) : null;
    if (taker !== null) {
      if (taker.extension !== extension)
        withdrawn.push({ extension, event: { type: 'answeredElsewhere', id } });
    } else if (caller?.end === null) {
      if (!isBackInTalk(context, caller)) kept.push(ring);
    }
    // A phone may still ring for this caller.
    else if (calls.some((call) => isLive(call) && call.peer === ring.caller))
      kept.push({ ...ring, isOpen: false });
  }
  for (const ring of fresh) if (!hasMissed(kept, ring.extension, ring.caller)) kept.push(ring);
  const isSame = kept.length === before.length && kept.every((ring, index) => ring === before[index]);
  const { journal } = reported;
  return { journal, missed: isSame ? before : kept, events: [...reported.events, ...withdrawn] };
}

/** Calls that have just ended as missed. */
function newRings(
  { call: { legs, journal } }: CallContext,
  calls: readonly TrackedCall[],
  events: readonly AgentEvent[],
): readonly MissedRing[] {
  return events.flatMap(({ extension, event }) => {
    if (event.type !== 'ended' || event.reason !== 'missed') return [];
    const caller = calls.find(({ id }) => id === event.id)?.peer ?? '';
    const leg = legs.get(caller);
    const isOutside = participantOf(journal, caller)?.side === 'outside';
    const isOpen = isOutside && leg?.end === null && takerOf(legs, leg) === null;
    return [{ extension, callId: event.id, caller, isOpen }];
  });
}

/** Is a colleague who has consulted in vain back with the client? The next one that they consult has missed another call. */
function isBackInTalk({ call: { legs, journal } }: CallContext, caller: Leg): boolean {
  return participantOf(journal, caller.id)?.side !== 'outside' && takerOf(legs, caller) !== null;
}

/** The party that talks with the caller; null: none. */
function takerOf(legs: Legs, caller: Leg | undefined): Leg | null {
  if (caller?.end !== null) return null;
  const far = farEnd(legs, caller);
  return far?.isConnected === true && far.leg.state === 'up' ? far.leg : null;
}
