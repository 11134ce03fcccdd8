import * as v from 'valibot';
import type { AmiAction } from '../ami/Ami';
import type { AmiMessage } from '../ami/AmiMessage';
import type { ChannelSnapshot } from './AmiEvent';
import { driverVariables, isDriverVariable, type Variables } from './driverVariables';
import { channelSnapshot, partyNumber } from './channelSnapshot';

/** Reads all channels with the driver's variables. */
export const statusAction: AmiAction = { name: 'Status', fields: { Variables: driverVariables.join(',') } };

/** A channel in the answer to `statusAction`. */
export interface LegStatus {
  readonly channel: ChannelSnapshot;
  readonly bridge: string | null;
  /** The dialplan application that it runs, such as `Dial`; `AppDial2` when an Originate calls it. */
  readonly application: string;
  /** Arguments of the application; `(Outgoing Line)` while it is being called and runs no application yet. */
  readonly data: string;
  /** The number that it dialled to call Asterisk; null: Asterisk called it. */
  readonly dnid: string | null;
  /** Number of who is shown as calling it, or as called by it; null: not known. */
  readonly shown: string | null;
  /** Time since it was created, ms. */
  readonly ageMs: number;
  readonly variables: Variables;
  /** Its phone has the other end on hold; null: Asterisk was not asked, or can't say. */
  readonly isHolding: boolean | null;
}

/** Asterisk's value of a variable that is not set. */
const UNSET = '(null)';
const text = v.pipe(v.optional(v.string(), ''), v.maxLength(8_192));
const statusSchema = v.object({
  BridgeID: text,
  Application: text,
  Data: text,
  DNID: text,
  ConnectedLineNum: text,
  Seconds: v.pipe(v.optional(v.string(), '0'), v.regex(/^\d{1,10}$/), v.transform(Number)),
  Variable: text,
});

/**
 * Parses a `Status` event; null: the message is another event.
 * @param holds by channel's id: whether its phone holds, which `Status` does not tell (`askHolds`)
 * @throws ValiError when it does not fit the schema
 */
export function readStatus(message: AmiMessage, holds: ReadonlyMap<string, boolean>): LegStatus | null {
  if (message['Event'] !== 'Status') return null;
  const { BridgeID, Application, Data, DNID, ConnectedLineNum, Seconds, Variable } = v.parse(
    statusSchema,
    message,
  );
  const channel = channelSnapshot(message, '');
  return {
    channel,
    bridge: BridgeID === '' ? null : BridgeID,
    application: Application,
    data: Data,
    dnid: DNID === '' || DNID === '<unknown>' ? null : DNID,
    shown: partyNumber(ConnectedLineNum),
    ageMs: Seconds * 1_000,
    variables: variablesIn(Variable),
    isHolding: holds.get(channel.id) ?? null,
  };
}

/** A line for each: `NAME=value`. */
function variablesIn(lines: string): Variables {
  const found = lines.split('\n').flatMap((line) => {
    const [name = '', ...rest] = line.split('=');
    const value = rest.join('=');
    return isDriverVariable(name) && value !== '' && value !== UNSET ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}
