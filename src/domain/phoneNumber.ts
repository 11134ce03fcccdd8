import { readDialled, type Phone } from '../../protocol/readPhones';

/** Result of reading a number to dial from a text. */
export type PhoneNumber = ({ readonly kind: 'number' } & Phone) | { readonly kind: 'invalid' };

/**
 * Reads the number to dial from a text on a page or in the dial field, such as `+7 (910) 123-45-67 доб. 12`; of several
 * numbers the first.
 * @param minLength digits of the shortest internal number: a shorter number is invalid, except for codes such as `*97`
 */
export function phoneNumber(text: string, minLength: number): PhoneNumber {
  const phone = readDialled(text);
  if (phone === null) return { kind: 'invalid' };
  const isCode = /^[*#]/.test(phone.number);
  return isCode || phone.number.replace('+', '').length >= minLength
    ? { kind: 'number', ...phone }
    : { kind: 'invalid' };
}
