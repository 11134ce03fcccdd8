import type { Finding } from '../../../commands/Check';

/** What Asterisk knows of an agent's phone. */
export type PhoneState =
  /** It has no endpoint of this name. */
  | 'unknown'
  /** The phone is not registered, or does not answer. */
  | 'away'
  | 'there'
  /** It can't be asked: no PJSIP. */
  | 'unasked';

/** What is to be said of an agent's phone. */
export function judgePhone(extension: string, device: string, state: PhoneState): Finding {
  switch (state) {
    case 'unknown':
      return {
        level: 'fault',
        text: `Asterisk has no endpoint for ${device}, the phone of ${extension}: mend telephony.devices, or the extension.`,
      };
    case 'away':
      return { level: 'warning', text: `${device}, the phone of ${extension}, is not registered.` };
    case 'unasked':
      return {
        level: 'warning',
        text: `${device}, the phone of ${extension}, is no PJSIP and was not looked at.`,
      };
    case 'there':
      return { level: 'ok', text: `${device}, the phone of ${extension}, is registered.` };
  }
}
