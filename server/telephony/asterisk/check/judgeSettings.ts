import { KEY_LENGTH, keyWeakness } from '../../../access/keyWeakness';
import type { Finding } from '../../../system/Check';
import { unusedExtensions } from '../../unusedExtensions';
import { asteriskSettingMessages } from '../messages';
import type { AsteriskSettings } from '../asteriskSettings';

/** Finds phone settings without effect, and a secret that may be guessed. */
export function judgeSettings(
  { phones, secret }: Pick<AsteriskSettings, 'phones' | 'secret'>,
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
  if (keyWeakness(secret) !== null)
    findings.push({ level: 'warning', text: asteriskSettingMessages.weakSecret(KEY_LENGTH) });
  return [...findings, ...unusedExtensions('telephony.phones', Object.keys(phones), extensions)];
}
