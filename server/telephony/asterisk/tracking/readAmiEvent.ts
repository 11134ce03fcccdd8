import type { AmiMessage } from '../ami/AmiMessage';
import type { FollowedEvents } from '../ami/FollowedEvents';
import type { AmiEvent, DialStatus, Transfer } from './AmiEvent';
import {
  channelHeaders,
  channelSnapshot,
  partyNumber,
  requiredText,
  shownNumber,
  type Prefix,
} from './channelSnapshot';
import { driverVariables, isDriverVariable } from './driverVariables';

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
/** Longest value of a variable, characters. */
const LONGEST_VALUE = 4_096;
/** Headers that are read of events beside those of their channels. */
const OWN_HEADERS = [
  'Event',
  'Timestamp',
  'DialStatus',
  'DestConnectedLineNum',
  'Forward',
  'Newname',
  'Cause',
  'BridgeUniqueid',
  'BridgeTechnology',
  'BridgeName',
  'Variable',
  'Value',
  'Queue',
  'TargetUniqueid',
  'LocalOneUniqueid',
  'SecondTransfererUniqueid',
  'DestType',
  'DestApp',
  'Result',
  'Extension',
  'IsExternal',
];
/** No time is later, s since 1970. */
const LATEST = 1e11;
const CAUSE = /^\d{1,4}$/;

type Base = Pick<AmiEvent, 'channel' | 'at'>;
type Reader = (base: Base, message: AmiMessage) => AmiEvent | null;

const changed: Reader = ({ channel, at }) => ({ type: 'changed', channel, at });
const leaving: Reader = ({ channel, at }) => ({ type: 'leaving', channel, at });
const dial: Reader = ({ channel, at }, message) => {
  const status = message['Event'] === 'DialBegin' ? 'begun' : STATUSES[message['DialStatus'] ?? ''];
  if (status === undefined && message['Event'] === 'DialState') return null;
  const by = message['Uniqueid'] === undefined ? null : channelSnapshot(message, '');
  // An unknown DialStatus has ended the dial too.
  const isForwarded = (message['Forward'] ?? '') !== '';
  const shown = partyNumber(message['DestConnectedLineNum']);
  return { type: 'dial', channel, at, by, status: status ?? 'congestion', isForwarded, shown };
};

const variable: Reader = ({ channel, at }, message) => {
  const value = message['Value'] ?? '';
  if (value.length > LONGEST_VALUE) throw new Error('Value is too long');
  const name = requiredText(message, 'Variable');
  if (name !== DIAL_STATUS) return { type: 'variable', channel, at, name, value };
  return { type: 'outcome', channel, at, status: value === '' ? null : (STATUSES[value] ?? 'congestion') };
};

const READER_OF_EVENT: Readonly<Record<string, Reader>> = {
  Newchannel: ({ channel, at }) => ({ type: 'began', channel, at }),
  Newstate: changed,
  NewCallerid: changed,
  Rename: (base, message) => ({ ...base, type: 'renamed', name: requiredText(message, 'Newname') }),
  HangupRequest: leaving,
  SoftHangupRequest: leaving,
  Hangup: ({ channel, at }, message) => ({ type: 'ended', channel, at, cause: causeIn(message) }),
  LocalBridge: (base, message) => ({
    ...base,
    type: 'paired',
    otherId: requiredText(message, 'LocalOneUniqueid'),
  }),
  DialBegin: dial,
  DialState: dial,
  DialEnd: dial,
  BridgeEnter: ({ channel, at }, message) => ({
    type: 'entered',
    channel,
    at,
    bridge: requiredText(message, 'BridgeUniqueid'),
    isTalk: message['BridgeTechnology'] !== 'holding_bridge',
    isRoom: message['BridgeTechnology'] === 'softmix',
    room: message['BridgeTechnology'] === 'softmix' ? shownNumber(message['BridgeName']) : null,
  }),
  BridgeLeave: ({ channel, at }, message) => ({
    type: 'left',
    channel,
    at,
    bridge: requiredText(message, 'BridgeUniqueid'),
  }),
  Hold: (base) => ({ ...base, type: 'hold', isHolding: true }),
  Unhold: (base) => ({ ...base, type: 'hold', isHolding: false }),
  VarSet: variable,
  QueueCallerJoin: (base, message) => ({ ...base, type: 'queued', queue: requiredText(message, 'Queue') }),
  Pickup: (base, message) => ({
    ...base,
    type: 'pickedUp',
    ringingId: requiredText(message, 'TargetUniqueid'),
  }),
  BlindTransfer: (base, message) => transfer(base, message, 'blind'),
  AttendedTransfer: (base, message) =>
    takesPlace(message) ? tookPlace(base, message) : transfer(base, message, 'attended'),
};

/** The same as a map, in which a name that was just read is found sooner. */
const READERS: ReadonlyMap<string, Reader> = new Map(Object.entries(READER_OF_EVENT));

/** The events that the tracker uses; the others are not parsed. */
export const followedEvents: FollowedEvents = {
  names: new Set(READERS.keys()),
  variables: new Set([...driverVariables, DIAL_STATUS]),
  headers: new Set([...channelHeaders, ...OWN_HEADERS]),
};

/**
 * Parses a message; null: the tracker does not use it.
 * @param timeOf the event's time, ms since 1970, by its stamp (ms by Asterisk's clock; null: it sends none)
 * @throws Error when it is used and a header is missing or not valid
 */
export function readAmiEvent(message: AmiMessage, timeOf: (stamp: number | null) => number): AmiEvent | null {
  const name = message['Event'] ?? '';
  const reader = READERS.get(name);
  if (reader === undefined || !isOfInterest(name, message)) return null;
  const at = timeOf(timeIn(message));
  return reader({ channel: channelSnapshot(message, prefixOf(name, message)), at }, message);
}

function isOfInterest(event: string, message: AmiMessage): boolean {
  // Most VarSet events are of the dialplan's own variables, and global variables have no channel.
  if (event === 'VarSet') {
    const name = message['Variable'] ?? '';
    return (isDriverVariable(name) || name === DIAL_STATUS) && message['Uniqueid'] !== undefined;
  }
  // Where the second call was in a bridge, the events of bridges say all that a transfer changes.
  return (event !== 'BlindTransfer' && event !== 'AttendedTransfer') || message['Result'] === 'Success';
}

/** Has the second call of an attended transfer been in an application, such as Queue, where one party takes its place? */
function takesPlace({ DestType, TransfereeUniqueid }: AmiMessage): boolean {
  return DestType === 'App' && TransfereeUniqueid !== undefined;
}

function transfer(base: Base, message: AmiMessage, how: Transfer['how']): AmiEvent {
  const [number, app] = [shownNumber(message['Extension']), shownNumber(message['DestApp'])];
  const isByPhone = message['IsExternal'] === 'Yes';
  const id = message['TransfereeUniqueid'];
  const transferee =
    how === 'blind' || id === undefined
      ? null
      : { id, number: partyNumber(message['TransfereeCallerIDNum']) };
  return { ...base, type: 'transferred', how, isByPhone, number, transferee, ...(app !== null && { app }) };
}

function tookPlace(base: Base, message: AmiMessage): AmiEvent {
  return {
    ...base,
    type: 'tookPlace',
    replacedId: requiredText(message, 'SecondTransfererUniqueid'),
    by: message['OrigTransfererUniqueid'] ?? '',
    isByPhone: message['IsExternal'] === 'Yes',
    app: shownNumber(message['DestApp']) ?? '',
  };
}

/** Prefix of the headers of the channel that the event is about. */
function prefixOf(event: string, message: AmiMessage): Prefix {
  if (event === 'AttendedTransfer') return takesPlace(message) ? 'Transferee' : 'OrigTransferer';
  if (event === 'BlindTransfer') return 'Transferer';
  if (event === 'LocalBridge') return 'LocalTwo';
  return event.startsWith('Dial') ? 'Dest' : '';
}

/** ms since 1970 by Asterisk's clock; null: it sends no timestamps. */
function timeIn({ Timestamp }: AmiMessage): number | null {
  if (Timestamp === undefined) return null;
  const seconds = Number(Timestamp);
  if (!(seconds > 0 && seconds < LATEST)) throw new Error('Timestamp is no time');
  return seconds * 1_000;
}

/** @see https://www.itu.int/rec/T-REC-Q.850 */
function causeIn({ Cause = '' }: AmiMessage): number {
  if (!CAUSE.test(Cause)) throw new Error('Cause is no number');
  return Number(Cause);
}
