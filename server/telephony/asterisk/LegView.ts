import type { TrackedCallView, ChannelView } from './tracking/TrackedCallView';

/** A channel of Asterisk: its name, which actions use, and its Uniqueid, which never changes. */
export interface ChannelKey {
  /** Such as `PJSIP/101-0000002a`. */
  readonly channel: string;
  readonly uniqueid: string;
  /** Where a login to queues can log in again, such as `from-internal,*45,1`; absent: it is none, or that is not known. */
  readonly loginPlace?: string;
}

/** An agent's live call as action plans need it. */
export interface LegView extends ChannelKey {
  readonly callId: string;
  readonly extension: string;
  readonly phase: 'dialing' | 'ringing' | 'talking';
  /** All channels of the agent in this call: several when several phones ring. `channel` is among them. */
  readonly channels: readonly string[];
  /** The channel in the same bridge: the other party, or the half of a Local channel before it; while it rings, who dials it; null: none. */
  readonly peer: ChannelKey | null;
  /** The channel on hold for this leg, while it lives; null: none. */
  readonly client: ChannelKey | null;
  /** The call is on hold by the agent's phone. */
  readonly isPhoneHeld: boolean;
  /** Id of the client's call whose leg this consultation uses; null: it has its own leg. */
  readonly consultOf: string | null;
  /** Id of the consultation that uses the leg now; null: none. */
  readonly consulting: string | null;
  /** The agent's channel is a login to queues (AgentLogin), which outlives its calls; absent: it is not. */
  readonly isLogin?: true;
}

/** Converts the tracker's view of a call to what action plans need. */
export function legView(call: TrackedCallView): LegView {
  const { callId, extension, phase, channel, channels, bridged, peer, held, consulting, consultOf } = call;
  const isFree = held === null && consulting === null;
  return {
    callId,
    extension,
    phase,
    ...keyOf(channel),
    channels: channels.map(({ name }) => name),
    peer: bridged === null ? (phase === 'talking' || peer === null ? null : keyOf(peer)) : keyOf(bridged),
    client: held === null ? null : keyOf(held),
    isPhoneHeld: call.isHeld && isFree,
    consultOf,
    consulting,
    ...(call.isLogin && { isLogin: true }),
  };
}

function keyOf({ name, uniqueid, loginPlace }: ChannelView): ChannelKey {
  return { channel: name, uniqueid, ...(loginPlace !== null && { loginPlace }) };
}
