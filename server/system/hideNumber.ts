import { lastDigits } from './lastDigits';

/** Numbers of up to this many digits are extensions and are logged unmasked. */
const EXTENSION_DIGITS = 6;

/**
 * Masks telephone numbers in a text for the log: `number`, and every other run of 7 to 12 digits, becomes `…` and its last
 * four digits. Longer runs and runs next to a dot stay: they are times in ms and ids of calls such as `1700000000.42`.
 * @param number a client's number that may be written with blanks or brackets; extensions are not masked
 */
export function hideNumber(text: string, number?: string): string {
  const digits = number?.replace(/\D/g, '') ?? '';
  const isClient = number !== undefined && digits.length > EXTENSION_DIGITS;
  const masked = isClient ? text.replaceAll(number, lastDigits(digits)) : text;
  return masked.replace(/\+?(?<![\d.])\d{7,12}(?![\d.])/g, lastDigits);
}
