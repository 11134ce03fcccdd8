import type { HistoryPush } from '../pushes/VatsPush';
import { endLeg } from './endLeg';
import { orderOf } from './orders';
import { withPushFields, isAnswered, withCall, replaceLeg } from './trackEvent';
import type { VatsLeg, Order, VatsStep, PersonEvent, VatsCall, VatsCalls } from './VatsCalls';

/** Largest difference between the VATS's clock and ours, ms. */
const SKEW_MS = 30_000;

/** Applies a history push: the call is over, whatever its other pushes say. */
export function trackHistory(
  state: VatsCalls,
  push: HistoryPush,
  person: string | null,
  now: number,
): VatsStep {
  const order = person === null ? null : orderToEnd(state, push, person, now);
  let call = withOrder(withPushFields(state.calls.get(push.callid), push, now), order, now);
  const events: PersonEvent[] = [];
  for (const leg of call.legs) {
    const isTaken = isAnswered(call) || (push.status === 'answered' && leg.person !== person);
    const changed = endLeg(call, leg, push.status, isTaken, now);
    call = replaceLeg(call, changed.leg);
    events.push(...changed.events);
  }
  const orders = state.orders.filter((one) => one !== order);
  return { state: withCall({ ...state, orders }, { ...call, isOver: true }), events };
}

/** The order that the history push ends: by the call's id, else one that is older than the call. */
function orderToEnd(state: VatsCalls, push: HistoryPush, person: string, now: number): Order | null {
  const order = push.way === 'in' ? null : orderOf(state, push, person, now);
  if (order === null || order.callid === push.callid) return order;
  return push.startedAt !== null && push.startedAt + SKEW_MS < order.at ? null : order;
}

/** Turns an order that was shown, and for which no push has come, into a leg. */
function withOrder(call: VatsCall, order: Order | null, now: number): VatsCall {
  if (order?.phase !== 'shown') return call;
  const leg: VatsLeg = {
    person: order.person,
    id: order.id,
    direction: 'outbound',
    dials: true,
    phase: 'calling',
    since: now,
    answeredAt: null,
  };
  return { ...call, legs: [...call.legs.filter(({ person }) => person !== order.person), leg] };
}
