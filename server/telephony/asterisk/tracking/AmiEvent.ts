import type { AbsentMember } from './absentMembers';

/** State of a channel. `calling`: it calls Asterisk; `ringing`: Asterisk calls it. */
export type ChannelState = 'down' | 'calling' | 'ringing' | 'up';

/** State of a channel in an event. */
export interface ChannelSnapshot {
  /** Uniqueid. */
  readonly id: string;
  /** Name, such as `PJSIP/101-0000002a`. */
  readonly name: string;
  /** Linkedid: Uniqueid of the oldest channel in the same call. */
  readonly linkedid: string;
  readonly state: ChannelState;
  /** Number of the party at this channel, in the PBX's format; null: not known. */
  readonly number: string | null;
  /** Where it is in the dialplan; null: nowhere. */
  readonly exten: string | null;
  readonly context: string | null;
}

/** State of dialling a channel: `begun`, `ringing` (183 too), or the DialStatus that ended it. */
export type DialStatus =
  'begun' | 'ringing' | 'answered' | 'busy' | 'noAnswer' | 'cancelled' | 'congestion' | 'unavailable';

/** How the other end is transferred. */
export interface Transfer {
  readonly how: 'blind' | 'attended';
  /** By the phone's own request; otherwise by keys or an action of AMI. */
  readonly isByPhone: boolean;
  /** The application that it is transferred into; absent: it is transferred to a party. */
  readonly app?: string;
  /** What was dialled for it; null: not known. */
  readonly number: string | null;
  /** The one who is transferred, with the number that Asterisk shows of it; null: it is not one alone, or not known. */
  readonly transferee: { readonly id: string; readonly number: string | null } | null;
}

interface OfChannel {
  readonly channel: ChannelSnapshot;
  /** When Asterisk sent it, ms since 1970 with a fraction. */
  readonly at: number;
}

/** An event that the tracker uses. */
export type AmiEvent =
  /** A channel was created. */
  | (OfChannel & { readonly type: 'began' })
  /** Only the snapshot is used. */
  | (OfChannel & { readonly type: 'changed' })
  | (OfChannel & { readonly type: 'renamed'; readonly name: string })
  /** The channel is the second half of a Local channel whose first one is `otherId`: both belong to one call. */
  | (OfChannel & { readonly type: 'paired'; readonly otherId: string })
  /** It is about to be hung up, by its phone or by the dialplan. */
  | (OfChannel & { readonly type: 'leaving' })
  /** @see https://www.itu.int/rec/T-REC-Q.850 for the cause */
  | (OfChannel & { readonly type: 'ended'; readonly cause: number })
  /** `channel` is called, by another channel or (null) by an Originate. */
  | (OfChannel & {
      readonly type: 'dial';
      readonly by: ChannelSnapshot | null;
      readonly status: DialStatus;
      /** The phone has sent the call on to another number. */
      readonly isForwarded: boolean;
      /** Number of who is shown as calling; null: not known. */
      readonly shown: string | null;
    })
  /**
   * `isTalk`: the parties in this bridge hear each other; otherwise it is a holding bridge, such as parking. `isRoom`: it
   * mixes any number of parties, as conferences do.
   */
  | (OfChannel & {
      readonly type: 'entered';
      readonly bridge: string;
      readonly isTalk: boolean;
      readonly isRoom: boolean;
      /** Of a room; null: it has none. */
      readonly room: string | null;
    })
  | (OfChannel & { readonly type: 'left'; readonly bridge: string })
  /** The phone at this channel puts the other end on hold. */
  | (OfChannel & { readonly type: 'hold'; readonly isHolding: boolean })
  | (OfChannel & { readonly type: 'variable'; readonly name: string; readonly value: string })
  /** Result of the dial that this channel makes; null: it begins. Sent even when there is no channel to dial. */
  | (OfChannel & { readonly type: 'outcome'; readonly status: DialStatus | null })
  | (OfChannel & {
      readonly type: 'queued';
      readonly queue: string;
      /** Members whom the queue does not ring; absent: they were not asked for. */
      readonly absent?: readonly AbsentMember[];
    })
  /** The channel picks up the call that rings at another one. */
  | (OfChannel & { readonly type: 'pickedUp'; readonly ringingId: string })
  /** The phone at this channel, or a key that it pressed, transfers the other end. */
  | (OfChannel & { readonly type: 'transferred' } & Transfer)
  /**
   * An attended transfer by the channel `by` puts the channel in the place of another one, which runs an application such
   * as Queue or Dial.
   */
  | (OfChannel & {
      readonly type: 'tookPlace';
      readonly replacedId: string;
      readonly by: string;
      readonly isByPhone: boolean;
      readonly app: string;
    });
