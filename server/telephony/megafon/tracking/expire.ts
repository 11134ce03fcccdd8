import { endLeg } from './endLeg';
import { ORDER_MS, SHOWN_MS } from './orders';
import { isAnswered, replaceLeg } from './trackEvent';
import type { VatsLeg, Order, VatsStep, PersonEvent, VatsCall, VatsCalls } from './VatsCalls';

/** How long to wait for the push that says why a phone stopped ringing, ms: pushes of one call come within a second. */
const LEAVING_MS = 1_000;

/** A phone rings or dials no longer than this, ms. */
const CALLING_MS = 300_000;

/** How long a call that is over is kept for late pushes, ms. */
const FORGET_MS = 3_600_000;

/** Ends legs and orders whose time is up. @param longestMs after this time without a push a call counts as over */
export function expire(state: VatsCalls, now: number, longestMs: number): VatsStep {
  const events: PersonEvent[] = [];
  const calls = new Map<string, VatsCall>();
  for (const [callid, call] of state.calls) {
    let after = call;
    for (const leg of call.legs) {
      if (dueAt(leg, longestMs) > now) continue;
      const end = leg.phase === 'leaving' ? 'CANCELLED' : 'silence';
      const changed = endLeg(call, leg, end, isAnswered(call), now);
      after = replaceLeg(after, changed.leg);
      events.push(...changed.events);
    }
    if (forgottenAt(after) > now) calls.set(callid, after);
  }
  const orders = state.orders.flatMap((order): readonly Order[] => {
    if (order.at + ORDER_MS <= now) return [];
    if (order.phase !== 'shown' || order.at + SHOWN_MS > now) return [order];
    events.push({
      person: order.person,
      event: { type: 'ended', id: order.id, reason: 'noAnswer', at: now },
      trace: order.callid ?? order.id,
    });
    return [{ ...order, phase: 'spent' }];
  });
  return { state: { calls, orders }, events };
}

/** When `expire` has something to change next, ms since 1970; null: never. */
export function nextExpiry({ calls, orders }: VatsCalls, longestMs: number): number | null {
  const due = [
    ...[...calls.values()].flatMap((call) => [
      ...call.legs.map((leg) => dueAt(leg, longestMs)),
      forgottenAt(call),
    ]),
    ...orders.map(({ at, phase }) => at + (phase === 'shown' ? SHOWN_MS : ORDER_MS)),
  ];
  const next = due.reduce((least, at) => Math.min(least, at), Infinity);
  return next === Infinity ? null : next;
}

function dueAt({ phase, since }: VatsLeg, longestMs: number): number {
  if (phase === 'over') return Infinity;
  return since + { calling: CALLING_MS, leaving: LEAVING_MS, talking: longestMs }[phase];
}

function forgottenAt({ legs, heardAt }: VatsCall): number {
  return legs.every(({ phase }) => phase === 'over') ? heardAt + FORGET_MS : Infinity;
}
