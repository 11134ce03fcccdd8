import { readDialled, type Phone } from '../../protocol/phoneText';

/** What was made of a text that should be a telephone number. */
export type PhoneNumber = ({ readonly kind: 'number' } & Phone) | { readonly kind: 'invalid' };

/**
 * The number that is dialled for what stands on a page or was typed, such as `+7 (910) 123-45-67 доб. 12`: of several
 * the first.
 * @param minLength digits of the shortest internal number; a shorter text is no number. `*` codes are exempt.
 */
export function phoneNumber(text: string, minLength: number): PhoneNumber {
  const phone = readDialled(text);
  if (phone === null) return { kind: 'invalid' };
  const isCode = /^[*#]/.test(phone.number);
  return isCode || phone.number.replace('+', '').length >= minLength
    ? { kind: 'number', ...phone }
    : { kind: 'invalid' };
}
