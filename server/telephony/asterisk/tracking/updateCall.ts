import { farEnd, type FarEnd } from './farEnd';
import type { Leg, Legs } from './Leg';
import { numberOf } from './numberOf';
import { isLive, type TrackedCall } from './TrackedCall';
import type { CallContext } from './WholeCall';

/** Updates a live call from its legs. A call whose legs are gone is not changed: `endCall` handles it. */
export function updateCall(
  context: CallContext,
  call: TrackedCall,
  calls: readonly TrackedCall[],
  at: number,
): TrackedCall {
  const { legs } = context.call;
  const leg = mainLeg(legs, call);
  if (leg === null) return call;
  const isAway = calls.some((one) => isLive(one) && one.consultOf === call.id && one.legs.includes(leg.id));
  const far = isAway ? null : farEnd(legs, leg);
  const now = far === null || isClientOf(call, calls, far) ? call : withFarEnd(context, call, leg, far, at);
  if (now.phase !== 'talking') return now;
  const connected = far?.isConnected === true ? far.leg.id : null;
  // During a consultation it is the client's call that is on hold.
  const isHeld =
    isAway || isHeldByPhone(leg, connected) || (call.consultOf === null && isHeldByUs(legs, leg, connected));
  const peer = legs.get(now.peer ?? '');
  const isFarHeld = peer !== undefined && peer.end === null && !isAway && holdsThis(peer, leg, connected);
  const isMuted = leg.variables.ASTERISKNG_MUTE === '1';
  if (isHeld === now.isHeld && isFarHeld === now.isFarHeld && isMuted === now.isMuted) return now;
  return { ...now, isHeld, isFarHeld, isMuted };
}

/** Is this far end the client of the call that is consulted on? True also once the agent is back with the client. */
function isClientOf(call: TrackedCall, calls: readonly TrackedCall[], { leg }: FarEnd): boolean {
  if (call.consultOf === null) return false;
  return calls.some((one) => isLive(one) && one.id === call.consultOf && one.peer === leg.id);
}

/** The call's main leg: the one that was answered, else the first live one; null: none is live. */
export function mainLeg(legs: Legs, call: TrackedCall): Leg | null {
  let first: Leg | null = null;
  for (const id of call.legs) {
    const leg = legs.get(id);
    if (leg?.end !== null) continue;
    if (leg.state === 'up') return leg;
    first ??= leg;
  }
  return first;
}

/** The call with its far end: its number, and the phase `talking` once both are connected. */
function withFarEnd(context: CallContext, call: TrackedCall, leg: Leg, far: FarEnd, at: number): TrackedCall {
  const { id } = far.leg;
  if (far.isConnected && leg.state === 'up') {
    const isOther = call.peer !== null && call.peer !== id;
    const found = numberOf(context, far.leg);
    // A colleague may have picked up the call, and an incoming caller has a number of its own.
    const isTheirs = isOther || call.number === '' || far.leg.extension !== null || far.leg.isCaller;
    const isNumber = found !== '' && isTheirs;
    const number = isNumber ? found : call.number;
    if (call.phase === 'talking' && call.peer === id && number === call.number) return call;
    const answeredAt = call.answeredAt ?? Math.round(at);
    return { ...call, phase: 'talking', peer: id, number, answeredAt };
  }
  if (call.phase !== 'ringing') return call;
  const number = numberOf(context, far.leg) || call.number;
  return call.peer === id && call.number === number ? call : { ...call, peer: id, number };
}

function isHeldByPhone({ holds }: Leg, connected: string | null): boolean {
  return holds !== null && (connected === null || holds === '' || holds === connected);
}

/** Has the driver put the far end on hold? `ASTERISKNG_HOLD` is the Uniqueid of the held channel. */
function isHeldByUs(legs: Legs, leg: Leg, connected: string | null): boolean {
  const held = leg.variables.ASTERISKNG_HOLD;
  return held !== undefined && held !== connected && legs.get(held)?.end === null;
}

/** Has the peer put the agent on hold? */
function holdsThis(peer: Leg, leg: Leg, connected: string | null): boolean {
  if (peer.holds === leg.id || (peer.holds === '' && connected === peer.id)) return true;
  return peer.variables.ASTERISKNG_HOLD === leg.id && connected !== peer.id;
}
