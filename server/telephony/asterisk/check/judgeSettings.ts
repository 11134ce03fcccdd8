import type { Finding } from '../../../system/Check';
import { unusedExtensions } from '../../unusedExtensions';
import type { AsteriskSettings } from '../asteriskSettings';

/** Settings of phones that can have no effect. */
export function judgeSettings(
  { phones }: Pick<AsteriskSettings, 'phones'>,
  extensions: ReadonlySet<string>,
): readonly Finding[] {
  const findings = Object.entries(phones).flatMap(([key, { answer, answerDevice }]): Finding[] => {
    const setting = `telephony.phones.${key}`;
    if (answer === 'pickup' && answerDevice === undefined)
      return [
        {
          level: 'fault',
          text: `${setting}.answer is pickup, and ${setting}.answerDevice does not say which phone takes the call: there is no Answer button.`,
        },
      ];
    return answerDevice !== undefined && answer !== 'pickup'
      ? [
          {
            level: 'warning',
            text: `${setting}.answerDevice has no effect without answer: pickup beside it.`,
          },
        ]
      : [];
  });
  return [...findings, ...unusedExtensions('telephony.phones', Object.keys(phones), extensions)];
}
