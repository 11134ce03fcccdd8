import type { TrackedCallView, ChannelView } from './tracking/TrackedCallView';

/** A channel of Asterisk: by its name for a person, by its Uniqueid for ever. */
export interface ChannelKey {
  /** Such as `PJSIP/101-0000002a`. */
  readonly channel: string;
  readonly uniqueid: string;
}

/** What the driver has to know of an agent's live call to act on it. */
export interface LegView extends ChannelKey {
  readonly callId: string;
  readonly extension: string;
  readonly phase: 'dialing' | 'ringing' | 'talking';
  /** All channels of the agent in this call: several when several phones ring. `channel` is among them. */
  readonly channels: readonly string[];
  /** Who shares the bridge with it: the other party, or the half of a Local channel before it; while it rings, who dials it; null: nobody. */
  readonly peer: ChannelKey | null;
  /** Whoever we hold for it and is still there; null: nobody. */
  readonly client: ChannelKey | null;
  /** The agent's phone itself has the call on hold. */
  readonly isPhoneHeld: boolean;
  /** Id of the call whose leg this consulting call of ours uses; null: it has its own leg. */
  readonly consultOf: string | null;
  /** Id of the consulting call for which the leg is away; null: it is not. */
  readonly consulting: string | null;
}

/** The tracker's view of a call, as it is acted on. */
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
  };
}

function keyOf({ name, uniqueid }: ChannelView): ChannelKey {
  return { channel: name, uniqueid };
}
