import type { Finding } from '../../../system/Check';
import { unusedExtensions } from '../../unusedExtensions';
import { asteriskSettingMessages } from '../messages';
import type { AsteriskSettings } from '../asteriskSettings';

/** Finds phone settings without effect. */
export function judgeSettings(
  { phones }: Pick<AsteriskSettings, 'phones'>,
  extensions: ReadonlySet<string>,
): readonly Finding[] {
  const findings = Object.entries(phones).flatMap(([key, { answer, answerDevice }]): Finding[] => {
    const setting = `telephony.phones.${key}`;
    if (answer === 'pickup' && answerDevice === undefined)
      return [{ level: 'fault', text: asteriskSettingMessages.pickupWithoutDevice(setting) }];
    return answerDevice !== undefined && answer !== 'pickup'
      ? [{ level: 'warning', text: asteriskSettingMessages.deviceWithoutPickup(setting) }]
      : [];
  });
  return [...findings, ...unusedExtensions('telephony.phones', Object.keys(phones), extensions)];
}
