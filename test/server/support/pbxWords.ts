import type { CallEvent } from '../../../server/calls/CallEvent';
import type { CallRecord } from '../../../server/calls/CallRecord';

/** A call of an agent in the telephone system of the tests. */
export interface PbxCall {
  readonly id: string;
  readonly extension: string;
  readonly number: string;
  readonly direction: 'inbound' | 'outbound';
  readonly consultOf: string | null;
  readonly startedAt: number;
  phase: 'dialing' | 'ringing' | 'talking';
  answeredAt: number;
  isHeld: boolean;
  isMuted: boolean;
}

/** Names of its commands. */
export type PbxCommand =
  | 'originate'
  | 'pickUp'
  | 'reject'
  | 'hangup'
  | 'setHold'
  | 'setMute'
  | 'redirect'
  | 'consult'
  | 'completeTransfer'
  | 'sendDtmf';

/** A message of a driver. */
export interface PbxOrder {
  readonly id: number;
  readonly name: PbxCommand;
  readonly extension: string;
  readonly args: readonly (string | boolean)[];
}

/** A message to drivers. */
export type PbxWord =
  | { readonly type: 'calls'; readonly calls: readonly PbxCall[] }
  | { readonly type: 'event'; readonly extension: string; readonly event: CallEvent }
  /** The link that the driver is to report. */
  | { readonly type: 'link'; readonly isUp: boolean }
  | { readonly type: 'record'; readonly record: CallRecord }
  | { readonly type: 'reply'; readonly id: number };
