import type { AbsentMember } from './absentMembers';
import type { ChannelState, DialStatus, Transfer } from './AmiEvent';
import type { Variables } from './driverVariables';

/** State of dialling a channel, by another channel (its Uniqueid) or by an Originate (null). */
export interface Dial {
  readonly by: string | null;
  readonly status: DialStatus;
  readonly at: number;
  /** The phone has sent the call on to another number. */
  readonly isForwarded?: true;
}

/** A channel of Asterisk: the line to one phone, or a half of a Local channel. Times in ms since 1970. */
export interface Leg {
  /** Uniqueid. */
  readonly id: string;
  /** Name, such as `PJSIP/101-0000002a`. */
  readonly channel: string;
  /** Of the agent whose phone it is; null: an outside party, or a Local channel. */
  readonly extension: string | null;
  /** A half of a Local channel, which connects other channels; the far end is behind its other half. */
  readonly isLocal: boolean;
  /** A channel that Asterisk makes for a moment, or for machines: no one is at its end. */
  readonly isMachine: boolean;
  readonly state: ChannelState;
  /** It called Asterisk; otherwise Asterisk called it. */
  readonly isCaller: boolean;
  /** What its phone has dialled; null: nothing, or not known. */
  readonly dialled: string | null;
  /** As the PBX has it. */
  readonly number: string | null;
  /** Context of the dialplan in which it began; null: not known. */
  readonly context: string | null;
  /** Linkedid when the channel began. */
  readonly linkedid: string;
  /** What it had dialled when Asterisk found no phone to call for it; null: that has not happened. */
  readonly unreached: string | null;
  readonly bridge: Bridging | null;
  readonly bridgedAt: number;
  readonly dial: Dial | null;
  /** Result of the last dial that it made. */
  readonly outcome: DialStatus | null;
  /** Q.850 cause of the Hangup of the last channel that it dialled. */
  readonly farCause: number | null;
  /** The queue that it waits, or has waited, in. */
  readonly queue: string | null;
  /** Members of this queue whom it did not ring when the leg joined it. */
  readonly absent: readonly AbsentMember[];
  /** Id of the channel that its phone has on hold, `''`: whichever is at the other end; null: none. */
  readonly holds: string | null;
  readonly heldAt: number;
  readonly variables: Variables;
  readonly variablesAt: number;
  /** It is that of an agent whom Asterisk puts callers of a queue through to (AgentLogin): one leg for many calls. */
  readonly isQueueAgent: boolean;
  /** Another leg has taken its place: it picked up the call, or an attended transfer has put it there. */
  readonly isReplaced: boolean;
  /** How its phone has transferred the other end, and when; null: it has not. */
  readonly transfer: (Transfer & { readonly at: number }) | null;
  /** Where a blind transfer from an agent's screen has sent it last, and when; null: it has not been sent. */
  readonly sentTo: { readonly number: string | null; readonly at: number } | null;
  /** It is being hung up. */
  readonly isLeaving: boolean;
  readonly startedAt: number;
  /**
   * How it became known: its begin was heard, Asterisk listed it when it was asked, or neither, so its Newchannel comes late,
   * or it had ended before Asterisk was asked.
   */
  readonly begin: 'heard' | 'listed' | 'unheard';
  /** Set when it has ended; the leg is kept until the end is reported. */
  readonly end: LegEnd | null;
}

/**
 * The bridge that a leg is in. `isTalk`: its parties hear each other. `isRoom`: it mixes any number of them. `room`: name
 * of the conference; null: it has none.
 */
export interface Bridging {
  readonly id: string;
  readonly isTalk: boolean;
  readonly isRoom: boolean;
  readonly room: string | null;
}

/** How a leg ended. */
export interface LegEnd {
  /** Q.850 */
  readonly cause: number;
  readonly at: number;
  /** False: it was gone after an interruption; `at` is when it was certainly there for the last time. */
  readonly isHeard?: false;
}

/** Legs of one whole call, by id. */
export type Legs = ReadonlyMap<string, Leg>;
