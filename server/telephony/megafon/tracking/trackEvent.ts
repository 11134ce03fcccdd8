import type { EventPush } from '../pushes/VatsPush';
import { answerLeg, endLeg, isLegRinging, eventFor, type ChangedLeg, type LegTransfer } from './endLeg';
import type { VatsNumbering } from './VatsNumbering';
import { orderOf } from './orders';
import type { VatsLeg, VatsStep, PersonEvent, VatsCall, VatsCalls } from './VatsCalls';

/** After this time since its end a leg may begin again, as when a queue rings again; an earlier push is a late one. ms */
const LATE_PUSH_MS = 3_000;

const NEW_CALL = { way: null, number: '', via: null, legs: [], isOver: false } as const;

/** The only function that applies an event push to the calls. @param person whom it names; null: no person */
export function trackEvent(
  state: VatsCalls,
  push: EventPush,
  person: string | null,
  now: number,
  numbering: VatsNumbering,
): VatsStep {
  const call = withPushFields(state.calls.get(push.callid), push, now);
  if (person === null) return { state: withCall(state, call), events: [] };
  const began = withLeg(state, call, push, person, now, numbering);
  const transfer = push.type === 'TRANSFERRED' ? transferOf(state, push, person) : undefined;
  const changed = applyToLeg(began.call, began.leg, push, now, transfer);
  const after = replaceLeg(began.call, changed.leg);
  const settled = endLeavingLegs(after, now);
  const events = [...began.events, ...changed.events, ...settled.events];
  const next = withCall(began.state, settled.call);
  if (push.type !== 'TRANSFERRED' || push.secondCallid === null || began.isNew)
    return { state: next, events };
  const handed = handOver(next, after, push.secondCallid, person, now, numbering);
  return { state: handed.state, events: [...events, ...handed.events] };
}

/** The call with the fields of this push; a new one when it is not known. */
export function withPushFields(
  known: VatsCall | undefined,
  { callid, way, number, via }: Pick<EventPush, 'callid' | 'way' | 'number' | 'via'>,
  now: number,
): VatsCall {
  const call: VatsCall = known ?? { callid, ...NEW_CALL, begunAt: now, heardAt: now };
  return {
    ...call,
    way: call.way ?? way,
    number: call.number || number,
    via: call.via ?? via,
    heardAt: now,
  };
}

export function withCall(state: VatsCalls, call: VatsCall): VatsCalls {
  return { ...state, calls: new Map(state.calls).set(call.callid, call) };
}

export function replaceLeg(call: VatsCall, leg: VatsLeg): VatsCall {
  return { ...call, legs: call.legs.map((one) => (one.person === leg.person ? leg : one)) };
}

/** Ends legs in phase `leaving` once the reason is known: another phone has answered, or none rings any more. */
export function endLeavingLegs(
  call: VatsCall,
  now: number,
): { readonly call: VatsCall; readonly events: readonly PersonEvent[] } {
  const isTaken = isAnswered(call);
  if (!isTaken && call.legs.some((leg) => leg.phase === 'calling' && isLegRinging(leg)))
    return { call, events: [] };
  let after = call;
  const events: PersonEvent[] = [];
  for (const leg of call.legs.filter(({ phase }) => phase === 'leaving')) {
    const changed = endLeg(call, leg, 'CANCELLED', isTaken, now);
    after = replaceLeg(after, changed.leg);
    events.push(...changed.events);
  }
  return { call: after, events };
}

/** Has a phone that was rung answered? */
export function isAnswered({ legs }: VatsCall): boolean {
  return legs.some(({ dials, answeredAt }) => !dials && answeredAt !== null);
}

interface Begun {
  readonly state: VatsCalls;
  readonly call: VatsCall;
  readonly leg: VatsLeg;
  readonly events: readonly PersonEvent[];
  /** The person had no leg in the call before. */
  readonly isNew: boolean;
}

/** The call with the person's leg in it; a new leg begins unless it is known or the push is about its end. */
function withLeg(
  state: VatsCalls,
  call: VatsCall,
  push: EventPush,
  person: string,
  now: number,
  numbering: VatsNumbering,
): Begun {
  const known = call.legs.find((leg) => leg.person === person);
  const isEnd = ['COMPLETED', 'CANCELLED', 'TRANSFERRED'].includes(push.type);
  const isLate = call.isOver || isEnd || (known !== undefined && now - known.since <= LATE_PUSH_MS);
  if (known !== undefined && (known.phase !== 'over' || isLate))
    return { state, call, leg: known, events: [], isNew: false };
  const order = call.way === 'in' || isEnd ? null : orderOf(state, push, person, now);
  const way = order !== null ? 'out' : (push.way ?? call.way ?? 'in');
  // Colleagues who call each other have a number each, in the same call.
  const number = push.number || call.number;
  const isInternal = way === 'internal' || numbering.isColleague(number);
  const dials = push.type === 'OUTGOING' || way === 'out';
  const isShown = order?.phase === 'shown';
  const isBegin = push.type === 'INCOMING' || push.type === 'OUTGOING';
  const leg: VatsLeg = {
    person,
    id: isShown ? order.id : `${call.callid}/${person}${known === undefined ? '' : `/${now}`}`,
    direction: isInternal ? 'internal' : dials ? 'outbound' : 'inbound',
    dials,
    // An end without a begin is kept, so that a late begin does nothing.
    phase: isLate ? 'over' : 'calling',
    since: now,
    answeredAt: push.type === 'COMPLETED' ? now : null,
  };
  const legs = [...call.legs.filter((one) => one.person !== person), leg];
  const after = { ...call, way: call.way ?? (order === null ? null : 'out'), legs };
  const orders = state.orders.filter((one) => one !== order);
  const events =
    isLate || isShown
      ? []
      : [
          eventFor(call, leg, {
            type: 'began',
            id: leg.id,
            direction: leg.direction,
            phase: dials ? 'dialing' : 'ringing',
            number: displayNumber(number, numbering),
            at: now,
            via: call.via,
            ...(!isBegin && { isUnheard: true }),
          }),
        ];
  return { state: { ...state, orders }, call: after, leg, events, isNew: true };
}

/** A client who goes on under another id, in which the agent has a leg, too, is handed over after a consultation. */
function transferOf({ calls }: VatsCalls, { secondCallid }: EventPush, person: string): LegTransfer {
  const legs = secondCallid === null ? [] : (calls.get(secondCallid)?.legs ?? []);
  const consulted = legs.find((leg) => leg.person !== person && leg.phase !== 'over');
  if (consulted === undefined || !legs.some((leg) => leg.person === person))
    return { how: null, isByPhone: null, number: null };
  return { how: 'attended', isByPhone: null, number: consulted.person };
}

function applyToLeg(
  call: VatsCall,
  leg: VatsLeg,
  { type }: EventPush,
  now: number,
  transfer?: LegTransfer,
): ChangedLeg {
  switch (type) {
    case 'INCOMING':
    case 'OUTGOING':
      return { leg, events: [] };
    case 'ACCEPTED':
      // The end arrived before the answer.
      return leg.phase === 'leaving' ? endLeg(call, leg, 'COMPLETED', false, now) : answerLeg(call, leg, now);
    case 'CANCELLED':
      // Another push, which may still come, says why this phone stopped ringing.
      return leg.phase === 'calling' && isLegRinging(leg)
        ? { leg: { ...leg, phase: 'leaving', since: now }, events: [] }
        : endLeg(call, leg, type, isAnswered(call), now);
    case 'COMPLETED':
    case 'TRANSFERRED':
      return endLeg(call, leg, type, isAnswered(call), now, transfer);
  }
}

/** The client's call continues under another id: the consulted colleague talks with the client now. */
function handOver(
  state: VatsCalls,
  from: VatsCall,
  secondCallid: string,
  person: string,
  now: number,
  numbering: VatsNumbering,
): VatsStep {
  const second = withPushFields(state.calls.get(secondCallid), { ...from, callid: secondCallid }, now);
  let after: VatsCall = { ...second, way: from.way, number: from.number };
  const events: PersonEvent[] = [];
  for (const leg of second.legs.filter(({ phase }) => phase !== 'over')) {
    if (leg.person === person) {
      const changed = endLeg(second, leg, 'TRANSFERRED', false, now);
      after = replaceLeg(after, changed.leg);
      events.push(...changed.events);
    } else
      events.push(
        // Under the id of the call by which the client came in.
        eventFor(from, leg, {
          type: 'connected',
          id: leg.id,
          number: displayNumber(from.number, numbering),
        }),
      );
  }
  return { state: withCall(state, after), events };
}

/** A number as shown to agents; empty: hidden. */
function displayNumber(number: string, { toCrm, isColleague }: VatsNumbering): string {
  return number === '' || isColleague(number) ? number : toCrm(number);
}
