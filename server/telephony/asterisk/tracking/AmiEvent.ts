/** What a channel does. `calling`: its phone, or the outside, has called us; `ringing`: we call it. */
export type ChannelState = 'down' | 'calling' | 'ringing' | 'up';

/** What an event tells of a channel. */
export interface ChannelSnapshot {
  /** Uniqueid. */
  readonly id: string;
  /** Name, such as `PJSIP/101-0000002a`. */
  readonly name: string;
  /** Linkedid: the oldest channel that it has to do with. */
  readonly linkedid: string;
  readonly state: ChannelState;
  /** Number of who is at this channel, as the PBX has it; null: not known. */
  readonly number: string | null;
  /** Where it is in the dialplan; null: nowhere. */
  readonly exten: string | null;
}

/** What is known of the calling of a channel: `begun`, `ringing` (183 too), or the DialStatus that ended it. */
export type DialStatus =
  'begun' | 'ringing' | 'answered' | 'busy' | 'noAnswer' | 'cancelled' | 'congestion' | 'unavailable';

interface OfChannel {
  readonly channel: ChannelSnapshot;
  /** When Asterisk sent it, ms since 1970 with a fraction. */
  readonly at: number;
}

/** An event that calls are followed by. */
export type AmiEvent =
  /** There is a new channel. */
  | (OfChannel & { readonly type: 'began' })
  /** Only the snapshot is of interest. */
  | (OfChannel & { readonly type: 'changed' })
  | (OfChannel & { readonly type: 'renamed'; readonly name: string })
  /** It is to be hung up: by its phone, or by the end of its dialplan. */
  | (OfChannel & { readonly type: 'leaving' })
  /** @see https://www.itu.int/rec/T-REC-Q.850 for the cause */
  | (OfChannel & { readonly type: 'ended'; readonly cause: number })
  /** `channel` is called, by another channel or (null) by an Originate. */
  | (OfChannel & { readonly type: 'dial'; readonly by: ChannelSnapshot | null; readonly status: DialStatus })
  /** `isTalk`: those in this bridge hear each other; else it is a place to wait, such as parking. */
  | (OfChannel & { readonly type: 'entered'; readonly bridge: string; readonly isTalk: boolean })
  | (OfChannel & { readonly type: 'left'; readonly bridge: string })
  /** The phone at this channel puts the other end on hold. */
  | (OfChannel & { readonly type: 'hold'; readonly isHolding: boolean })
  | (OfChannel & { readonly type: 'variable'; readonly name: string; readonly value: string })
  /** How the calling that this channel does comes out; null: it begins. Told even when there is nobody to call. */
  | (OfChannel & { readonly type: 'outcome'; readonly status: DialStatus | null })
  | (OfChannel & { readonly type: 'queued'; readonly queue: string })
  /** The channel takes the call that rings at another one. */
  | (OfChannel & { readonly type: 'pickedUp'; readonly ringingId: string });
