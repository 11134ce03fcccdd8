import type { Finding } from '../../../system/Check';

/** What Asterisk knows of an agent's phone. */
export type PhoneState =
  /** It has no endpoint of this name. */
  | 'unknown'
  /** The phone is not registered, or does not answer. */
  | 'away'
  | 'there'
  /** It is no PJSIP, of which alone Asterisk can be asked. */
  | 'unasked'
  /** The user may not ask. */
  | 'notAllowed'
  /** Asterisk has no module that could be asked. */
  | 'noModule';

/** A phone as Asterisk describes it. */
export interface PhoneSeen {
  readonly device: string;
  readonly state: PhoneState;
  /** In which it dials; null: not known. */
  readonly context: string | null;
}

/**
 * One right that is missing is told once for all phones that may not be looked at.
 * @param extension of the first of them
 */
export function judgeHidden(extension: string, devices: readonly string[]): readonly Finding[] {
  const [first, ...others] = devices;
  if (first === undefined) return [];
  const { level, text } = judgePhone(extension, first, 'notAllowed');
  const rest = others.length > 5 ? [...others.slice(0, 5), `${others.length - 5} more`] : others;
  return [{ level, text: rest.length === 0 ? text : `${text} Nor were ${rest.join(', ')}.` }];
}

/** What is to be said of an agent's phone. */
export function judgePhone(extension: string, device: string, state: PhoneState): Finding {
  const phone = `${device}, the phone of ${extension},`;
  switch (state) {
    case 'unknown':
      return {
        level: 'fault',
        text: `Asterisk has no endpoint for ${device}, the phone of ${extension}: mend telephony.devices, or the extension.`,
      };
    case 'away':
      return { level: 'warning', text: `${phone} is not registered.` };
    case 'unasked':
      return { level: 'unseen', text: `${phone} is no PJSIP and was not looked at.` };
    case 'notAllowed':
      return {
        level: 'unseen',
        text: `${phone} was not looked at: "write" of the user in manager.conf lacks "system".`,
      };
    case 'noModule':
      return {
        level: 'fault',
        text: `${phone} can not be used: Asterisk has no action PJSIPShowEndpoint, so the module res_pjsip.so is not loaded.`,
      };
    case 'there':
      return { level: 'ok', text: `${phone} is registered.` };
  }
}

/** Do the phones dial in the context that is set? */
export function judgeContexts(phones: readonly PhoneSeen[], context: string): readonly Finding[] {
  const told = phones.flatMap((phone) =>
    phone.context === null ? [] : [{ ...phone, dials: phone.context }],
  );
  const others = told.filter(({ dials }) => dials !== context);
  return others.map(({ device, dials }) => ({
    // One phone may have a context of its own; when all have another, the setting is wrong.
    level: others.length === told.length ? 'fault' : 'warning',
    text: `${device} dials in the context ${dials}, and telephony.context is ${context}: set the one in which agents dial.`,
  }));
}
