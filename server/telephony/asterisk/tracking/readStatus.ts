import * as v from 'valibot';
import type { AmiAction } from '../ami/Ami';
import type { AmiMessage } from '../ami/AmiMessage';
import type { ChannelSnapshot } from './AmiEvent';
import { driverVariables, isDriverVariable, type Variables } from './driverVariables';
import { snapshot } from './readAmiEvent';

/** Asks Asterisk for all channels, with what we have noted on them. */
export const statusAction: AmiAction = { name: 'Status', fields: { Variables: driverVariables.join(',') } };

/** What the answer to `statusAction` tells of a channel. */
export interface LegStatus {
  readonly channel: ChannelSnapshot;
  readonly bridge: string | null;
  /** What it runs in the dialplan, such as `Dial`; `AppDial2` when it is called by an Originate. */
  readonly application: string;
  /** Of the application; `(Outgoing Line)` when it is called, and runs nothing of its own yet. */
  readonly data: string;
  /** What its phone, or the outside, has dialled to come in; null: nothing, we have called it. */
  readonly dnid: string | null;
  /** How long it has lived, ms. */
  readonly ageMs: number;
  readonly variables: Variables;
}

/** What Asterisk says of a variable that is not set. */
const UNSET = '(null)';
const text = v.pipe(v.optional(v.string(), ''), v.maxLength(8_192));
const statusSchema = v.object({
  BridgeID: text,
  Application: text,
  Data: text,
  DNID: text,
  Seconds: v.pipe(v.optional(v.string(), '0'), v.regex(/^\d{1,10}$/), v.transform(Number)),
  Variable: text,
});

/**
 * The status of a channel; null: the message is none.
 * @throws ValiError when it is one and is not as it should be
 */
export function readStatus(message: AmiMessage): LegStatus | null {
  if (message['Event'] !== 'Status') return null;
  const { BridgeID, Application, Data, DNID, Seconds, Variable } = v.parse(statusSchema, message);
  return {
    channel: snapshot(message, ''),
    bridge: BridgeID === '' ? null : BridgeID,
    application: Application,
    data: Data,
    dnid: DNID === '' || DNID === '<unknown>' ? null : DNID,
    ageMs: Seconds * 1_000,
    variables: variablesIn(Variable),
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
