import { participantOf } from '../../../calls/journal/Journal';
import { firstTalkOf, lineFor } from '../../../calls/journal/lineFor';
import { pairIn } from './driverVariables';
import { farEnd, type FarEnd } from './farEnd';
import { heldParty } from './heldParty';
import type { Leg } from './Leg';
import { dialledNumber, isOutsideNumber, isServiceCode, numberOf } from './numberOf';
import { isBeingRedialled } from './isBeingRedialled';
import { isLive, type TrackedCall } from './TrackedCall';
import { mainLeg } from './updateCall';
import type { CallContext } from './WholeCall';

/** Adds calls for agents' legs that belong to none: a leg joins a ringing call of the same agent or begins a new one. */
export function beginCalls(
  context: CallContext,
  calls: readonly TrackedCall[],
  at: number,
): readonly TrackedCall[] {
  let after = calls;
  for (const leg of context.call.legs.values()) {
    if (leg.extension === null || leg.end !== null) continue;
    if (!after.some((call) => call.legs.includes(leg.id) && (isLive(call) || !leg.isQueueAgent)))
      after = joinRingingCall(context, after, leg) ?? withNewCall(context, after, leg, at);
    after = withConsultation(context, after, leg, at);
  }
  return after;
}

/** Joins the leg to a ringing call: another phone of the agent rings or picks up, or the phone is being called again. */
function joinRingingCall(
  context: CallContext,
  calls: readonly TrackedCall[],
  leg: Leg,
): readonly TrackedCall[] | null {
  const { legs } = context.call;
  const by = leg.dial?.by ?? null;
  const call = calls.find(({ extension, phase }) => extension === leg.extension && phase === 'ringing');
  if (by === null || call === undefined) return null;
  if (mainLeg(legs, call) === null && !isBeingRedialled(legs, call)) return null;
  return calls.map((one) => (one === call ? { ...call, legs: [...call.legs, leg.id] } : one));
}

function withNewCall(
  context: CallContext,
  calls: readonly TrackedCall[],
  leg: Leg,
  at: number,
): readonly TrackedCall[] {
  const call = callOfLeg(context, leg);
  if (call === null) return calls;
  if (!leg.isQueueAgent) return [...calls, call];
  // The leg outlives its calls: each has an id of its own, and those that are over are no longer needed.
  const startedAt = Math.round(at);
  const others = calls.filter(({ legs }) => !legs.includes(leg.id));
  return [...others, { ...call, id: `${leg.id}/${startedAt}`, startedAt }];
}

/** The call that a leg begins; null: it is not known yet what the leg does. */
function callOfLeg(context: CallContext, leg: Leg): TrackedCall | null {
  const far = farEnd(context.call.legs, leg);
  const held = heldParty(context.call.legs, leg) ?? heldByKeys(context, leg, far);
  if (held !== null) return heldCall(context, leg, held);
  // It waits for the calls of a queue.
  if (leg.isQueueAgent && far === null) return null;
  const isOutbound = callsOut(leg, far);
  if (!isOutbound && !isRung(leg, far)) return null;
  const wanted = leg.variables.ASTERISKNG_NUMBER ?? leg.dialled ?? '';
  const own = !isOutbound || isServiceCode(wanted) ? '' : dialledNumber(context, wanted, leg);
  const number = own !== '' ? own : far === null ? '' : numberOf(context, far.leg);
  if (isOutbound && number === '') return null;
  const isInternal = far === null ? context.numbering.isAgent(number) : isInside(context, far.leg);
  return {
    ...newCall(leg, number),
    isOutside: far !== null && isOutsideNumber(context, far.leg, number),
    direction: isInternal ? 'internal' : isOutbound ? 'outbound' : 'inbound',
    phase: isOutbound ? 'dialing' : 'ringing',
    via: isOutbound || isInternal ? null : lineFor(context.call.journal, far?.leg.id ?? ''),
    peer: isOutbound ? null : (far?.leg.id ?? null),
  };
}

/** The party that waits while the agent consults another one, who came later, by keys; null: none. */
function heldByKeys({ call: { legs } }: CallContext, { holds }: Leg, far: FarEnd | null): Leg | null {
  const held = holds === null ? undefined : legs.get(holds);
  if (held?.end !== null || far === null) return null;
  const first = [...legs.keys()].find((id) => id === held.id || id === far.leg.id);
  return first === held.id && far.leg.id !== held.id ? held : null;
}

/** Makes the call of an agent whose other party is on hold, after a start of the backend. */
function heldCall(context: CallContext, leg: Leg, held: Leg): TrackedCall {
  const direction = isInside(context, held) ? 'internal' : held.isCaller ? 'inbound' : 'outbound';
  const number = numberOf(context, held);
  const call = newCall(leg, number);
  return {
    ...call,
    isOutside: isOutsideNumber(context, held, number),
    direction,
    phase: 'talking',
    via: direction === 'inbound' ? lineFor(context.call.journal, held.id) : null,
    peer: held.id,
    answeredAt: firstTalkOf(context.call.journal, held.id) ?? call.startedAt,
  };
}

/** Is it a colleague, though perhaps one at a phone that is no agent's? */
function isInside({ call: { journal } }: CallContext, { id, extension }: Leg): boolean {
  return extension !== null || participantOf(journal, id)?.side === 'office';
}

/** Does the agent make a call, as opposed to taking one? */
function callsOut(leg: Leg, far: FarEnd | null): boolean {
  if (leg.variables.ASTERISKNG_NUMBER !== undefined) return true;
  if (far === null) return leg.isCaller;
  // The agent did not call a party that has called in, but picked it up or took it from a parking place.
  if (far.leg.isCaller) return false;
  // Another program that makes a call for the agent has the agent's phone called first.
  return leg.isCaller || (far.isDialled && !far.isConnected);
}

/** Does the agent's phone ring, or has it taken a call? */
function isRung(leg: Leg, far: FarEnd | null): boolean {
  if (far === null) return false;
  return far.isConnected || leg.state === 'ringing' || leg.state === 'up' || leg.dial?.status === 'ringing';
}

/** Adds the consultation that the agent makes with this leg while the client is on hold. */
function withConsultation(
  context: CallContext,
  calls: readonly TrackedCall[],
  leg: Leg,
  at: number,
): readonly TrackedCall[] {
  const consult = pairIn(leg.variables, 'ASTERISKNG_CONSULT');
  if (consult === null) return calls;
  const [id, wanted] = consult;
  const of = calls.find((call) => isLive(call) && call.consultOf === null && call.legs.includes(leg.id));
  const held = heldParty(context.call.legs, leg);
  if (of === undefined || held === null || calls.some((call) => call.id === id)) return calls;
  const far = farEnd(context.call.legs, leg);
  if (far?.isConnected === true && far.leg.id === held.id) return calls;
  const number = dialledNumber(context, wanted, leg);
  const direction = context.numbering.isAgent(wanted) ? 'internal' : 'outbound';
  return [...calls, { ...newCall(leg, number), id, direction, consultOf: of.id, startedAt: Math.round(at) }];
}

function newCall(leg: Leg, number: string): TrackedCall {
  return {
    id: leg.id,
    extension: leg.extension ?? '',
    legs: [leg.id],
    direction: 'outbound',
    phase: 'dialing',
    number,
    isOutside: false,
    via: null,
    consultOf: null,
    peer: null,
    isHeld: false,
    isMuted: false,
    isFarHeld: false,
    startedAt: Math.round(leg.startedAt),
    answeredAt: null,
  };
}
