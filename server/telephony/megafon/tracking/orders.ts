import type { VatsNumbering } from './VatsNumbering';
import type { Order, VatsStep, VatsCalls } from './VatsCalls';

/** How long after an order a push may belong to it, ms. */
export const ORDER_MS = 300_000;

/** How long an ordered call is shown without a push, ms; most phones have stopped ringing by then. */
export const SHOWN_MS = 60_000;

/** Adds an order. Called before the request to the VATS, since a push may come before its answer. */
export function placeOrder(
  state: VatsCalls,
  order: Pick<Order, 'id' | 'person' | 'number' | 'at'>,
): VatsCalls {
  return { ...state, orders: [...state.orders, { ...order, callid: null, phase: 'asked' }] };
}

/** Removes an order that the VATS has refused. */
export function dropOrder(state: VatsCalls, id: string): VatsCalls {
  return { ...state, orders: state.orders.filter((order) => order.id !== id) };
}

/** The VATS rings the agent: reports the call as being dialled, unless a push came first. */
export function acceptOrder(
  state: VatsCalls,
  id: string,
  callid: string | null,
  at: number,
  { toCrm, isColleague }: VatsNumbering,
): VatsStep {
  const order = state.orders.find((one) => one.id === id);
  if (order === undefined) return { state, events: [] };
  const { person, number } = order;
  const orders = state.orders.map((one) =>
    one === order ? { ...one, callid, phase: 'shown' as const, at } : one,
  );
  const event = {
    type: 'began',
    id,
    direction: isColleague(number) ? 'internal' : 'outbound',
    phase: 'dialing',
    number: isColleague(number) ? number : toCrm(number),
    at,
  } as const;
  return { state: { ...state, orders }, events: [{ person, event, trace: callid ?? id }] };
}

/** The order that a push belongs to: by the call's id, else by person and number. Null: none. */
export function orderOf(
  { orders }: VatsCalls,
  push: { readonly callid: string; readonly number: string },
  person: string,
  now: number,
): Order | null {
  const theirs = orders.filter((order) => order.person === person && now - order.at <= ORDER_MS);
  return (
    theirs.find(({ callid }) => callid === push.callid) ??
    theirs.find(({ number }) => number === push.number) ??
    null
  );
}
