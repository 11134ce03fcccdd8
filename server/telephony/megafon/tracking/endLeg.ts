import type { EndReason } from '../../../calls/AgentCall';
import type { CallEvent } from '../../../calls/CallEvent';
import type { HistoryStatus } from '../pushes/VatsPush';
import type { VatsLeg, PersonEvent, VatsCall } from './VatsCalls';

/** What ended a leg. */
export type LegEnd = 'COMPLETED' | 'CANCELLED' | 'TRANSFERRED' | 'silence' | HistoryStatus;

/** A leg after a change, and the events that report it. */
export interface ChangedLeg {
  readonly leg: VatsLeg;
  readonly events: readonly PersonEvent[];
}

/** How the agent has transferred the other end. */
export type LegTransfer = NonNullable<Extract<CallEvent, { readonly type: 'ended' }>['transfer']>;

/** Answers the leg. */
export function answerLeg(call: VatsCall, leg: VatsLeg, at: number): ChangedLeg {
  if (leg.phase === 'talking' || leg.phase === 'over') return { leg, events: [] };
  return {
    leg: { ...leg, phase: 'talking', since: at, answeredAt: at },
    events: [eventFor(call, leg, { type: 'answered', id: leg.id, at })],
  };
}

/**
 * Ends the leg. An end that implies a conversation also reports the answer, in case that push was lost.
 * @param isTaken another agent has answered
 * @param transfer of the other end, by which it ended
 */
export function endLeg(
  call: VatsCall,
  leg: VatsLeg,
  end: LegEnd,
  isTaken: boolean,
  at: number,
  transfer?: LegTransfer,
): ChangedLeg {
  if (leg.phase === 'over') return { leg, events: [] };
  const isAnswer = end === 'COMPLETED' || (end === 'answered' && !(isTaken && isLegRinging(leg)));
  const { leg: last, events } = isAnswer ? answerLeg(call, leg, at) : { leg, events: [] };
  const event: CallEvent = {
    type: 'ended',
    id: leg.id,
    reason: reasonOf(last, end, isTaken),
    at,
    ...(transfer !== undefined && { transfer }),
    // No push has come for so long that it counts as over.
    ...(end === 'silence' && { seenAt: call.heardAt }),
  };
  return { leg: { ...last, phase: 'over', since: at }, events: [...events, eventFor(call, leg, event)] };
}

/** Does this phone ring, as opposed to one that dials or talks? */
export function isLegRinging({ phase, dials }: VatsLeg): boolean {
  return !dials && (phase === 'calling' || phase === 'leaving');
}

export function eventFor({ callid }: VatsCall, { person }: VatsLeg, event: CallEvent): PersonEvent {
  return { person, event, trace: callid };
}

function reasonOf(leg: VatsLeg, end: LegEnd, isTaken: boolean): EndReason {
  if (end === 'TRANSFERRED') return 'transferred';
  if (leg.phase === 'talking') return 'hungUp';
  if (isLegRinging(leg)) return isTaken ? 'answeredElsewhere' : 'missed';
  if (end === 'busy') return 'busy';
  if (end === 'notFound') return 'unknownNumber';
  return end === 'refused' || end === 'silence' ? 'failed' : 'noAnswer';
}
