import * as v from 'valibot';
import type { AmiMessage } from '../ami/AmiMessage';
import type { FollowedEvents } from '../ami/FollowedEvents';
import type { AmiEvent, ChannelSnapshot, ChannelState, DialStatus } from './AmiEvent';
import { driverVariables, isDriverVariable } from './driverVariables';

const STATES: Readonly<Record<string, ChannelState>> = { 4: 'calling', 5: 'ringing', 6: 'up' };
const STATUSES: Readonly<Record<string, DialStatus>> = {
  RINGING: 'ringing',
  PROGRESS: 'ringing',
  ANSWER: 'answered',
  BUSY: 'busy',
  NOANSWER: 'noAnswer',
  CANCEL: 'cancelled',
  CONGESTION: 'congestion',
  CHANUNAVAIL: 'unavailable',
};

/** Variable set by Dial: empty when it begins, then its result. */
const DIAL_STATUS = 'DIALSTATUS';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(512));
/** Longest number that is kept, characters: a caller may send any text, and one that is too long is cut. */
const LONGEST_NUMBER = 64;
/** What a caller who hides sends in place of a number. */
const HIDDEN: ReadonlySet<string> = new Set([
  '<unknown>',
  'unknown',
  'anonymous',
  'unavailable',
  'restricted',
  'private',
  'withheld',
]);
const numberSchema = v.pipe(
  v.optional(v.string(), ''),
  v.transform((value) => {
    const number = value.replace(/\p{Cc}/gu, '').slice(0, LONGEST_NUMBER);
    return number === '' || HIDDEN.has(number.toLowerCase()) ? null : number;
  }),
);
const snapshotSchema = v.object({
  id: text,
  name: text,
  linkedid: text,
  state: v.pipe(
    v.string(),
    v.regex(/^\d{1,2}$/),
    v.transform((state): ChannelState => STATES[state] ?? 'down'),
  ),
  number: numberSchema,
  exten: numberSchema,
  context: v.pipe(
    v.optional(v.string(), ''),
    v.transform((context) => (context === '' ? null : context)),
  ),
});
const timeSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,12}(\.\d{1,9})?$/),
  v.transform((seconds) => Number(seconds) * 1_000),
);
const causeSchema = v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number));
const valueSchema = v.pipe(v.optional(v.string(), ''), v.maxLength(4_096));

type Prefix = '' | 'Dest' | 'Transferee';
type Base = Pick<AmiEvent, 'channel' | 'at'>;
type Reader = (base: Base, message: AmiMessage) => AmiEvent | null;

const changed: Reader = (base) => ({ ...base, type: 'changed' });
const leaving: Reader = (base) => ({ ...base, type: 'leaving' });
const dial: Reader = ({ at }, message) => {
  const status = message['Event'] === 'DialBegin' ? 'begun' : STATUSES[message['DialStatus'] ?? ''];
  if (status === undefined && message['Event'] === 'DialState') return null;
  const by = message['Uniqueid'] === undefined ? null : snapshot(message, '');
  // An unknown DialStatus has ended the dial too.
  return { type: 'dial', at, channel: snapshot(message, 'Dest'), by, status: status ?? 'congestion' };
};

const variable: Reader = (base, message) => {
  const value = v.parse(valueSchema, message['Value']);
  const name = v.parse(text, message['Variable']);
  if (name !== DIAL_STATUS) return { ...base, type: 'variable', name, value };
  return { ...base, type: 'outcome', status: value === '' ? null : (STATUSES[value] ?? 'congestion') };
};

const READERS: Readonly<Record<string, Reader>> = {
  Newchannel: (base) => ({ ...base, type: 'began' }),
  Newstate: changed,
  NewCallerid: changed,
  Rename: (base, message) => ({ ...base, type: 'renamed', name: v.parse(text, message['Newname']) }),
  HangupRequest: leaving,
  SoftHangupRequest: leaving,
  Hangup: (base, message) => ({ ...base, type: 'ended', cause: v.parse(causeSchema, message['Cause']) }),
  DialBegin: dial,
  DialState: dial,
  DialEnd: dial,
  BridgeEnter: (base, message) => ({
    ...base,
    type: 'entered',
    bridge: v.parse(text, message['BridgeUniqueid']),
    isTalk: message['BridgeTechnology'] !== 'holding_bridge',
    isRoom: message['BridgeTechnology'] === 'softmix',
  }),
  BridgeLeave: (base, message) => ({
    ...base,
    type: 'left',
    bridge: v.parse(text, message['BridgeUniqueid']),
  }),
  Hold: (base) => ({ ...base, type: 'hold', isHolding: true }),
  Unhold: (base) => ({ ...base, type: 'hold', isHolding: false }),
  VarSet: variable,
  QueueCallerJoin: (base, message) => ({
    ...base,
    type: 'queued',
    queue: v.parse(text, message['Queue']),
  }),
  Pickup: (base, message) => ({
    ...base,
    type: 'pickedUp',
    ringingId: v.parse(text, message['TargetUniqueid']),
  }),
  AttendedTransfer: (base, message) => ({
    ...base,
    type: 'tookPlace',
    replacedId: v.parse(text, message['SecondTransfererUniqueid']),
  }),
};

/** The events that the tracker uses; the others are not parsed. */
export const followedEvents: FollowedEvents = {
  names: new Set(Object.keys(READERS)),
  variables: new Set([...driverVariables, DIAL_STATUS]),
};

/**
 * Parses a message; null: the tracker does not use it.
 * @param now ms since 1970: the event's time when Asterisk does not send timestamps
 * @throws ValiError when it is used and does not fit the schema
 */
export function readAmiEvent(message: AmiMessage, now: number): AmiEvent | null {
  const name = message['Event'] ?? '';
  const reader = followedEvents.names.has(name) ? READERS[name] : undefined;
  if (reader === undefined || !isOfInterest(name, message)) return null;
  const stamp = message['Timestamp'];
  const at = stamp === undefined ? now : v.parse(timeSchema, stamp);
  return reader({ channel: snapshot(message, prefixOf(name)), at }, message);
}

function isOfInterest(event: string, message: AmiMessage): boolean {
  // Most VarSet events are of the dialplan's own variables, and global variables have no channel.
  if (event === 'VarSet') {
    const name = message['Variable'] ?? '';
    return (isDriverVariable(name) || name === DIAL_STATUS) && message['Uniqueid'] !== undefined;
  }
  // Where the second call was in a bridge, the events of bridges say all that a transfer changes.
  if (event !== 'AttendedTransfer') return true;
  const { DestType, Result, TransfereeUniqueid } = message;
  return DestType === 'App' && Result === 'Success' && TransfereeUniqueid !== undefined;
}

/** Prefix of the headers of the channel that the event is about. */
function prefixOf(event: string): Prefix {
  if (event === 'AttendedTransfer') return 'Transferee';
  return event.startsWith('Dial') ? 'Dest' : '';
}

/** Parses a channel's headers in a message. @param prefix of the headers, such as `Dest` */
export function snapshot(message: AmiMessage, prefix: Prefix): ChannelSnapshot {
  return v.parse(snapshotSchema, {
    id: message[`${prefix}Uniqueid`],
    name: message[`${prefix}Channel`],
    linkedid: message[`${prefix}Linkedid`],
    state: message[`${prefix}ChannelState`],
    number: message[`${prefix}CallerIDNum`],
    exten: message[`${prefix}Exten`],
    context: message[`${prefix}Context`],
  });
}
