import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';

/** What a recorded scenario comes to: for each agent the reports, and the records of the whole calls. */
export interface RecordedRow {
  readonly scenario: string;
  readonly reported: Readonly<Record<string, readonly string[]>>;
  readonly record: readonly string[];
  /** On Asterisk 16, where that differs. */
  readonly on16?: Readonly<Record<string, readonly string[]>>;
  /** What the driver sets on the way. */
  readonly driver?: (messages: readonly AmiMessage[]) => readonly AmiMessage[];
}

export const CLIENT = '+79161234567';
export const RINGS = `a inbound ringing ${CLIENT} via 101`;
export const OF_101 = `inbound answered ${CLIENT} via 101: 101, by 101, recorded *`;
export const OF_102 = `inbound answered ${CLIENT} via 101: 101 102, by 102, recorded *`;
export const TALK = [RINGS, 'a answered', 'a hungUp'];
export const HANDED_OVER = [RINGS, 'a answered', 'a transferred'];

/** Is it this event of a channel whose name has this in it? */
export function is(name: string, channel = ''): (message: AmiMessage) => boolean {
  return (message) =>
    message['Event'] === name && (message['Channel'] ?? message['DestChannel'] ?? '').includes(channel);
}
