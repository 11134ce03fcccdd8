/** Longest internal number, digits. */
const SHORT = 6;

/**
 * A number as it is compared and dialled: digits with the country code first. `8 910 …` and `910 …` become
 * `7910…`; internal numbers of up to 6 digits stay. Empty: there is none, such as with a hidden number.
 */
export function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (digits.length <= SHORT) return digits;
  // With a plus in front the country code is there already, whatever the length.
  if (/^\s*\+/.test(text)) return digits;
  if (digits.length === 11 && digits.charAt(0) === '8') return '7' + digits.slice(1);
  return digits.length === 10 ? '7' + digits : digits;
}
