import { dialledOnTheWay, farEnd, isHungUp, type FarEnd } from './farEnd';
import { heldParty } from './heldParty';
import type { Leg, Legs } from './Leg';
import { isOutsideNumber, numberOf } from './numberOf';
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
  const isFarHeld =
    peer !== undefined && peer.end === null && !isAway && holdsThis(legs, peer, leg, connected);
  const isMuted = leg.variables.ASTERISKNG_MUTE === '1';
  if (isHeld === now.isHeld && isFarHeld === now.isFarHeld && isMuted === now.isMuted) return now;
  return { ...now, isHeld, isFarHeld, isMuted };
}

/** Is this far end the client of the call that is consulted on? True also once the agent is back with the client. */
function isClientOf(call: TrackedCall, calls: readonly TrackedCall[], { leg }: FarEnd): boolean {
  if (call.consultOf === null) return false;
  return calls.some((one) => isLive(one) && one.id === call.consultOf && one.peer === leg.id);
}

/**
 * The call's main leg: the one that was answered, else the first live one; null: none is live. A phone that has hung up
 * in a conversation is out of it, though its channel may live on.
 */
export function mainLeg(legs: Legs, call: TrackedCall): Leg | null {
  let first: Leg | null = null;
  for (const id of call.legs) {
    const leg = legs.get(id);
    if (leg?.end !== null || (call.phase === 'talking' && isHungUp(leg))) continue;
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
    // What the agent has dialled stays, unless another party is there: one who calls, picks up, or was called by others.
    const isTheirs =
      isOther ||
      call.number === '' ||
      far.leg.extension !== null ||
      !isCalledBy(context.call.legs, far.leg, leg);
    const isNumber = found !== '' && isTheirs;
    const number = isNumber ? found : call.number;
    const isOutside = isOutsideNumber(context, far.leg, number);
    const isSame = call.number === number && call.isOutside === isOutside;
    if (call.phase === 'talking' && call.peer === id && isSame) return call;
    const answeredAt = call.answeredAt ?? Math.round(at);
    return { ...call, phase: 'talking', peer: id, number, isOutside, answeredAt };
  }
  if (call.phase !== 'ringing') return call;
  const number = numberOf(context, far.leg) || call.number;
  const isOutside = isOutsideNumber(context, far.leg, number);
  const isSame = call.peer === id && call.number === number && call.isOutside === isOutside;
  return isSame ? call : { ...call, peer: id, number, isOutside };
}

/** Has this leg called the far one, perhaps over Local channels? */
function isCalledBy(legs: Legs, far: Leg, leg: Leg): boolean {
  if (far.isCaller) return false;
  return dialledOnTheWay(legs, far).some(
    ({ dial, isLocal, bridge }) =>
      dial?.by === leg.id || (isLocal && dial === null && bridge !== null && bridge.id === leg.bridge?.id),
  );
}

function isHeldByPhone({ holds }: Leg, connected: string | null): boolean {
  return holds !== null && (connected === null || holds === '' || holds === connected);
}

/** Has the driver put the far end on hold? `ASTERISKNG_HOLD` is the Uniqueid of the held channel. */
function isHeldByUs(legs: Legs, leg: Leg, connected: string | null): boolean {
  const held = heldParty(legs, leg);
  return held !== null && held.id !== connected;
}

/** Has the peer put the agent on hold? */
function holdsThis(legs: Legs, peer: Leg, leg: Leg, connected: string | null): boolean {
  if (peer.holds === leg.id || (peer.holds === '' && connected === peer.id)) return true;
  return connected !== peer.id && heldParty(legs, peer)?.id === leg.id;
}
