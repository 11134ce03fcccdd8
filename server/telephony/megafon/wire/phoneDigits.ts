import { withoutExtension } from '../../../numbers/withoutExtension';

/** Longest internal number, digits. */
const LONGEST_EXTENSION = 6;

/**
 * A number in the format of the VATS: digits, country code first. `8 910 …` and `910 …` become `7910…`;
 * internal numbers of up to 6 digits are kept. An extension behind a number is left out, since its digits would make
 * another number of it. Empty: no digits, as with a hidden number. A number
 * without a country code is Russian to the VATS; how numbers are compared is in `protocol/samePhone`.
 */
export function phoneDigits(text: string): string {
  const digits = withoutExtension(text.trim()).replace(/\D/g, '');
  // After a plus the country code is present, whatever the length.
  if (digits.length <= LONGEST_EXTENSION || text.trim().charAt(0) === '+') return digits;
  if (digits.length === 11 && digits.charAt(0) === '8') return '7' + digits.slice(1);
  return digits.length === 10 ? '7' + digits : digits;
}
