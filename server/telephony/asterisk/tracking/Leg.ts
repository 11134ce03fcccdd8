import type { ChannelState, DialStatus } from './AmiEvent';
import type { Variables } from './driverVariables';

/** How a channel is called, by another channel (its Uniqueid) or by an Originate (null). */
export interface Dial {
  readonly by: string | null;
  readonly status: DialStatus;
  readonly at: number;
}

/** A channel of Asterisk: the line to one phone, or a half of a Local channel. Times in ms since 1970. */
export interface Leg {
  /** Uniqueid. */
  readonly id: string;
  /** Name, such as `PJSIP/101-0000002a`. */
  readonly channel: string;
  /** Of the agent whose phone it is; null: the outside, or a Local channel. */
  readonly extension: string | null;
  /** It only links others, which are looked for behind its other half. */
  readonly isLocal: boolean;
  readonly state: ChannelState;
  /** Its phone has called us; else we have called it. */
  readonly isCaller: boolean;
  /** What its phone has dialled; null: nothing, or not known. */
  readonly dialled: string | null;
  /** As the PBX has it. */
  readonly number: string | null;
  readonly bridge: { readonly id: string; readonly isTalk: boolean } | null;
  readonly bridgedAt: number;
  readonly dial: Dial | null;
  /** How the last call that it made came out. */
  readonly outcome: DialStatus | null;
  /** Q.850 cause with which the last channel that it called was hung up. */
  readonly farCause: number | null;
  /** The queue that it waits, or has waited, in. */
  readonly queue: string | null;
  /** Its phone holds the channel with this id, `''`: whoever is there; null: it holds nobody. */
  readonly holds: string | null;
  readonly heldAt: number;
  readonly variables: Variables;
  readonly variablesAt: number;
  /** It is being hung up. */
  readonly isLeaving: boolean;
  readonly startedAt: number;
  /** It is gone; kept until everybody has been told. */
  readonly end: { readonly cause: number; readonly at: number } | null;
}

/** Legs of one whole call, by id. */
export type Legs = ReadonlyMap<string, Leg>;
