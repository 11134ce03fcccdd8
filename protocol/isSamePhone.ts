import { countryCode } from './countryCode';

// The only place where telephone numbers are compared. `isSamePhone` compares two numbers by all rules. `phoneKey`
// groups many, and only by rules that are certain: a number without a country code may belong to several countries.
// `searchDigits`, by which amoCRM is searched, has a file of its own.

/** Country codes whose national numbers are also written without a trunk prefix. */
const WITHOUT_TRUNK = /^(?:[17]|3[049]|48|5\d|9[01]|351|37\d|42\d|99\d)/;

/** A number without country code and trunk prefix must have this many digits: shorter ones exist in many countries. */
const MIN_NATIONAL_DIGITS = 9;

/** The longest number that E.164 has, with its country code, digits. */
const MAX_DIGITS = 15;

/** All forms of a number have these last digits in common. */
const SHARED_DIGITS = 6;

/**
 * Are these two forms of one telephone number, such as `8…` and `+7…` in Russia? A national form equals the one with
 * country code when all national digits are equal, whether it has its country's trunk prefix or is written without one.
 */
export function isSamePhone(one: string, other: string): boolean {
  const [a, b] = [normalized(one), normalized(other)];
  return (a === b && a !== '') || isFormOf(a, b) || isFormOf(b, a);
}

/**
 * Key for grouping numbers. Equal keys mean the same telephone. All forms with a country code, and Russian `8…`, have
 * equal keys; a national form without country code has a key of its own. Empty for a withheld number.
 */
export function phoneKey(number: string): string {
  const plain = normalized(number);
  const full = withCountry(plain);
  return full === '' ? plain : `+${full}`;
}

/**
 * Keys of all forms of a number that has a country code: the first is its `phoneKey`, by the others those are found that are
 * written without the code. Of a number without one only its `phoneKey`: it may belong to several countries.
 */
export function phoneKeys(number: string): readonly string[] {
  const key = phoneKey(number);
  const full = withCountry(key);
  if (full === '') return key === '' ? [] : [key];
  const own = full.replace(countryCode, '');
  return [key, ...[own, `0${own}`, `80${own}`].filter((form) => isFormOf(form, key))];
}

/**
 * Is it all of a telephone number: with a country code, or a national one that is long enough? A service code with `*` or
 * `#`, even before a number, an extension and a local number are not.
 */
export function isWholeNumber(number: string): boolean {
  const plain = normalized(number);
  const digits = withCountry(plain).length;
  return digits > 0 ? isLongEnough(digits) : /^\d+$/.test(plain) && isLongEnough(plain.length);
}

function isLongEnough(digits: number): boolean {
  return digits >= MIN_NATIONAL_DIGITS && digits <= MAX_DIGITS;
}

/**
 * Last digits of a number, to find candidates for `isSamePhone`: equal for all forms of a number, and for some others.
 */
export function phoneEnd(number: string): string {
  return digitsOf(number).slice(-SHARED_DIGITS);
}

/** The digits of a number, or its beginning, typed into a search; empty when the text is no number but a name. */
export function typedDigits(text: string): string {
  return /^[\d\s()+.-]+$/.test(text) ? digitsOf(phoneKey(text)) : '';
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** Is `form` another way to write `number`, which has a country code? Both are results of `normalized`. */
function isFormOf(form: string, number: string): boolean {
  const full = withCountry(number);
  if (full === '') return false;
  if (full === withCountry(form)) return true;
  const own = full.replace(countryCode, '');
  if (own.length < SHARED_DIGITS) return false;
  if (form === own) return own.length >= MIN_NATIONAL_DIGITS && WITHOUT_TRUNK.test(full);
  return (form === `0${own}` && !/^[17]/.test(full)) || (form === `80${own}` && /^3[78]/.test(full));
}

/** Digits, `*` and `#` of a number, with `+` in place of an international prefix (00, 8 10). */
function normalized(number: string): string {
  return number.replace(/[^\d+*#]/g, '').replace(/^(?:00|810)(?=[1-9]\d{6})/, '+');
}

/**
 * Digits of a number that has a country code, beginning with that code; empty for any other, and for a service code
 * with `*` or `#`, which has no other forms even after a plus. Mexican and Argentine mobile numbers lose the extra digit
 * after the code, which not all forms have.
 */
function withCountry(number: string): string {
  const full = number.replace(/^8(?=[3-9]\d{9}$)/, '+7').replace(/^(?=[1-79]\d{10}|8[1-9]\d{10})/, '+');
  return /^\+\d+$/.test(full) ? full.replace(/^\+(5[24])[19](?=\d{10}$)/, '+$1').slice(1) : '';
}
