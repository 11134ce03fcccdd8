import type { AgentPhone, AutoAnswer } from '../AgentPhone';
import type { AmiAction } from '../ami/Ami';
import { dialVariables, type DialSettings } from './DialSettings';

/**
 * Calls the agent's phone, which shows the number; once it is answered the number is called.
 * @param id of the new channel @param foreign `ASTERISKNG_FOREIGN`; null: none @param isKnown false: the dialplan announces to the agent that the number can't be dialled
 */
export function originateAction(
  settings: DialSettings,
  phone: AgentPhone,
  number: string,
  id: string,
  isKnown: boolean,
  foreign: string | null = null,
): AmiAction {
  return {
    name: 'Originate',
    fields: {
      Channel: phone.devices[0],
      Context: 'asteriskng-call',
      Exten: number,
      Priority: '1',
      CallerID: number,
      Timeout: String(settings.ringSeconds * 1_000),
      ChannelId: id,
      Async: 'true',
      Variable: [
        `ASTERISKNG_NUMBER=${number}`,
        ...(foreign === null ? [] : [`ASTERISKNG_FOREIGN=${foreign}`]),
        ...(isKnown ? [] : ['ASTERISKNG_UNDIALABLE=1']),
        ...nameValuePairs(dialVariables(settings, phone)),
        ...autoAnswerHeaders(phone.devices[0], phone.autoAnswer),
      ],
    },
  };
}

/** Calls another phone of the agent, which picks up the call that rings at the channel `ringing`. */
export function pickupAction(
  settings: DialSettings,
  phone: AgentPhone,
  device: string,
  ringing: string,
  id: string,
): AmiAction {
  return {
    name: 'Originate',
    fields: {
      Channel: device,
      Application: 'PickupChan',
      Data: ringing,
      ChannelId: id,
      Timeout: String(settings.ringSeconds * 1_000),
      Async: 'true',
      Variable: autoAnswerHeaders(device, phone.autoAnswer),
    },
  };
}

/** Values of `Variable`, one header of AMI each. Asterisk cuts a value at a semicolon, so semicolons are escaped. */
function autoAnswerHeaders(device: string, headers: AutoAnswer): readonly string[] {
  if (!device.startsWith('PJSIP/')) return [];
  const callInfo = 'PJSIP_HEADER(add,Call-Info)=<sip:asteriskng>\\;answer-after=0';
  const alertInfo = 'PJSIP_HEADER(add,Alert-Info)=<http://asteriskng>\\;info=alert-autoanswer\\;delay=0';
  return {
    none: [],
    callInfo: [callInfo],
    alertInfo: [alertInfo],
    both: [callInfo, alertInfo],
  }[headers];
}

function nameValuePairs(variables: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(variables).map(([name, value]) => `${name}=${value}`);
}
