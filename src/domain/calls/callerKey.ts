/** Numbers with fewer digits, such as extensions, are not kept: amoCRM is not searched for them. */
const SHORTEST = 5;

/**
 * Under which what amoCRM knows of a number is kept: all its digits, Russian `8…` as `7…`, so that numbers of two countries that
 * end alike stay apart. Other forms of a number have keys of their own, and are looked up again. Empty: the number is not kept.
 */
export function callerKey(number: string): string {
  const digits = number.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7');
  return digits.length < SHORTEST ? '' : digits;
}
