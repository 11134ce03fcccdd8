/** Numbers up to this length are extensions and are logged unmasked. */
const SHORT = 6;

/**
 * The text with `number` in it, and whatever looks like a client's number, cut to the last four digits. Times and
 * ids of calls, which are longer or stand before a dot, stay.
 */
export function hideNumber(text: string, number?: string): string {
  const digits = number?.replace(/\D/g, '') ?? '';
  const cut =
    number !== undefined && digits.length > SHORT ? text.replaceAll(number, lastDigits(digits)) : text;
  return cut.replace(/\+?(?<![\d.])\d{7,12}(?![\d.])/g, lastDigits);
}

function lastDigits(digits: string): string {
  return `…${digits.slice(-4)}`;
}
