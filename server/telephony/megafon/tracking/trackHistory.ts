import type { HistoryPush } from '../pushes/VatsPush';
import { endLeg } from './legEvents';
import { orderOf } from './orders';
import { withPush, isAnswered, withCall, replaceLeg } from './trackEvent';
import type { VatsLeg, Order, Step, PersonEvent, VatsCall, VatsCalls } from './VatsCalls';

/** Their clock and ours may differ by so much, ms. */
const SKEW_MS = 30_000;

/** A call's history has come: whatever its other pushes say or do not say, it is over. */
export function trackHistory(state: VatsCalls, push: HistoryPush, person: string | null, now: number): Step {
  const order = person === null ? null : orderToEnd(state, push, person, now);
  let call = withOrder(withPush(state.calls.get(push.callid), push, now), order, now);
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

/** The order that the history ends: by its id, or else it must be younger than the order. */
function orderToEnd(state: VatsCalls, push: HistoryPush, person: string, now: number): Order | null {
  const order = push.way === 'in' ? null : orderOf(state, push, person, now);
  if (order === null || order.callid === push.callid) return order;
  return push.startedAt !== null && push.startedAt + SKEW_MS < order.at ? null : order;
}

/** An order that was shown, and of which no other push has come, is a leg like others. */
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
