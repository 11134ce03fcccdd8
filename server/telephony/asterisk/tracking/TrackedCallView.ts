import { pairIn } from './driverVariables';
import { bridgedLeg, farEnd } from './farEnd';
import type { Leg } from './Leg';
import { isLive, type TrackedCall } from './TrackedCall';
import { mainLeg } from './updateCall';
import type { WholeCall } from './WholeCall';

/** A channel as actions need it. */
export interface ChannelView {
  /** Name, such as `PJSIP/101-0000002a`. */
  readonly name: string;
  readonly uniqueid: string;
  /** Of the agent whose phone it is; null: an outside party, or a Local channel. */
  readonly extension: string | null;
  /** As the PBX has it; null: not known. */
  readonly number: string | null;
  /** Where a login to queues (AgentLogin) can log in again, as Goto takes it; null: it is none, or that is not known. */
  readonly loginPlace: string | null;
}

/** An agent's live call as the driver needs it for actions. */
export interface TrackedCallView {
  readonly callId: string;
  readonly extension: string;
  readonly phase: 'dialing' | 'ringing' | 'talking';
  readonly direction: TrackedCall['direction'];
  readonly isHeld: boolean;
  readonly isMuted: boolean;
  readonly isConnected: boolean;
  /** Linkedid of the whole call. */
  readonly linkedid: string;
  /** The agent's channel; of several the one that was answered, else the first. */
  readonly channel: ChannelView;
  /** All channels of the agent in this call. */
  readonly channels: readonly ChannelView[];
  /** The channel at the other end, behind all Local channels, also on hold; null: none, or gone. */
  readonly peer: ChannelView | null;
  /** The other channel in the agent's bridge: the peer, or a half of a Local channel; null: it is in none. */
  readonly bridged: ChannelView | null;
  /** The channel that `ASTERISKNG_HOLD` names, while it lives. */
  readonly held: ChannelView | null;
  /** Id of the consultation that uses the agent's channel now. */
  readonly consulting: string | null;
  /** Id of the call that this one is a consultation on. */
  readonly consultOf: string | null;
  /** The agent's channel is a login to queues (AgentLogin), which outlives its calls. */
  readonly isLogin: boolean;
}

/** Names of contexts and numbers that Goto may get. */
const CONTEXT = /^[\w.-]{1,80}$/;
const DIALLED = /^[\d*#+]{1,40}$/;

/** Makes the view of a live call; null: its legs are gone. */
export function viewOf(whole: WholeCall, call: TrackedCall): TrackedCallView | null {
  const { legs } = whole;
  const leg = mainLeg(legs, call);
  if (leg === null || call.phase === 'ended') return null;
  const consult = pairIn(leg.variables, 'ASTERISKNG_CONSULT');
  const isAway = whole.calls.some(
    (one) => isLive(one) && one.consultOf === call.id && one.id === consult?.[0],
  );
  const far = isAway ? null : farEnd(legs, leg);
  const last = legs.get(call.peer ?? '');
  const peer = far?.leg ?? (last?.end === null ? last : null);
  const held = legs.get(leg.variables.ASTERISKNG_HOLD ?? '');
  const bridged = bridgedLeg(legs, leg);
  return {
    callId: call.id,
    extension: call.extension,
    phase: call.phase,
    direction: call.direction,
    isHeld: call.isHeld,
    isMuted: call.isMuted,
    isConnected: far?.isConnected === true,
    linkedid: whole.id,
    channel: channelView(leg),
    channels: call.legs.flatMap((id) => {
      const one = legs.get(id);
      return one?.end === null ? [channelView(one)] : [];
    }),
    peer: peer === null ? null : channelView(peer),
    bridged: bridged === null ? null : channelView(bridged),
    held: held?.end === null ? channelView(held) : null,
    consulting: isAway ? (consult?.[0] ?? null) : null,
    consultOf: call.consultOf,
    isLogin: leg.isQueueAgent,
  };
}

/** What the agent has dialled to log in. */
function loginPlaceOf({ isQueueAgent, variables, context, dialled }: Leg): string | null {
  if (!isQueueAgent) return null;
  const known = variables.ASTERISKNG_LOGIN;
  if (known !== undefined) return known;
  if (context === null || dialled === null || !CONTEXT.test(context) || !DIALLED.test(dialled)) return null;
  return `${context},${dialled},1`;
}

function channelView(leg: Leg): ChannelView {
  const { channel, id, extension, number } = leg;
  return { name: channel, uniqueid: id, extension, number, loginPlace: loginPlaceOf(leg) };
}
