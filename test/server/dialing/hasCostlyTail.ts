import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * By the plans alone: does a premium or satellite number with its country's code begin behind the sign and up to five digits
 * of this code in Russia?
 */
export function hasCostlyTail(dialled: string): boolean {
  const digits = /^[*#](\d+)/.exec(dialled)?.[1] ?? '';
  return [0, 1, 2, 3, 4, 5].some((from) => {
    const tail = digits.slice(from);
    const isHome = tail.length === 11 && parsePhoneNumberFromString(tail, 'RU')?.isValid() === true;
    const number = parsePhoneNumberFromString(`+${tail}`);
    if (isHome || number?.isValid() !== true) return false;
    return number.getType() === 'PREMIUM_RATE' || /^(?:979|870|881|882|883)/.test(tail);
  });
}
