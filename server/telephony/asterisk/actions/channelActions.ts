import type { AmiAction } from '../ami/Ami';
import type { ChannelKey } from '../LegView';

/** Our contexts in Asterisk's dialplan: deploy/asterisk/extensions_asteriskng.conf. */
export type OurContext =
  | 'asteriskng-call'
  | 'asteriskng-hold'
  | 'asteriskng-wait'
  | 'asteriskng-alone'
  | 'asteriskng-consult'
  | 'asteriskng-back'
  | 'asteriskng-transfer'
  | 'asteriskng-redial';

/** Target of a Redirect in the dialplan. */
export interface DialplanPlace {
  readonly context: OurContext;
  /** Absent: `s`. */
  readonly exten?: string;
}

/** Sets the channel's variables, in this order. An empty value removes the variable. */
export function setVariables(channel: string, variables: Readonly<Record<string, string>>): AmiAction[] {
  return Object.entries(variables).map(([Variable, Value]) => ({
    name: 'Setvar',
    fields: { Channel: channel, Variable, Value },
  }));
}

/** Sends a channel to another place in the dialplan. */
export function sendTo(channel: string, { context, exten = 's' }: DialplanPlace): AmiAction {
  return { name: 'Redirect', fields: { Channel: channel, Context: context, Exten: exten, Priority: '1' } };
}

/** Sends two channels that share a bridge to other places at once, so that neither is hung up meanwhile. */
export function sendBothTo(
  first: string,
  to: DialplanPlace,
  second: string,
  secondTo: DialplanPlace,
): AmiAction {
  const { fields } = sendTo(first, to);
  const { context, exten = 's' } = secondTo;
  return {
    name: 'Redirect',
    fields: { ...fields, ExtraChannel: second, ExtraContext: context, ExtraExten: exten, ExtraPriority: '1' },
  };
}

/** @param cause Q.850: 16 ends a call, 21 refuses one */
export function hangUp(channel: string, cause: 16 | 21 = 16): AmiAction {
  return { name: 'Hangup', fields: { Channel: channel, Cause: String(cause) } };
}

/** Joins two channels. */
export function bridge(first: ChannelKey, second: ChannelKey): AmiAction {
  return {
    name: 'Bridge',
    fields: { Channel1: textForBridge(first), Channel2: textForBridge(second), Tone: 'no' },
  };
}

/** Drivers whose channels have names that end with eight digits, so that none is the beginning of another one. */
const FIXED_LENGTH = /^(?:PJSIP|SIP|SCCP|Local)\//;

/**
 * Asterisk's Bridge, the action and the application alike, takes the first channel whose name, or else Uniqueid, only
 * *begins* with this text; Redirect, Setvar, Hangup and the others want the whole of it (tried on 16 and 22). A name such as
 * `IAX2/trunk-12` may be the beginning of `IAX2/trunk-123`, while Uniqueids begin alike only in the first seconds of
 * an Asterisk. The dialplan has the same rule (asteriskng-join).
 */
function textForBridge({ channel, uniqueid }: ChannelKey): string {
  return FIXED_LENGTH.test(channel) ? channel : uniqueid;
}

/** Sends a NOTIFY to the phone of a channel: `talk` answers or takes off hold, `hold` puts on hold. */
export function notify(channel: string, event: 'talk' | 'hold'): AmiAction {
  return { name: 'PJSIPNotify', fields: { Channel: channel, Variable: `Event=${event}` } };
}
