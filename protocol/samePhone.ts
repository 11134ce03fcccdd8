import { COUNTRY } from './countryCode';

// The one place that says what makes two numbers the same. `isSamePhone` compares two of them; a key groups many, by
// what is certain alone, since a number without its country may be that of several countries. What amoCRM is asked is in
// `searchDigits`, all that the first file of the widget needs.

/** Countries whose numbers are written without a trunk prefix, too. */
const WITHOUT_TRUNK = /^(?:[17]|3[049]|48|5\d|9[01]|351|37\d|42\d|99\d)/;

/** Fewer national digits than these are too common to show a country. */
const NATIONAL_DIGITS = 9;

/** The last digits that each form of a number has. */
const SHARED_DIGITS = 6;

/**
 * Are these the same telephone? Russian `8…` and `+7…` are. A number of one's own country is the one with its country
 * code when all of its national digits are the same: behind its trunk prefix, or without one where it is written so.
 */
export function isSamePhone(one: string, other: string): boolean {
  const [a, b] = [dialled(one), dialled(other)];
  return (a === b && a !== '') || isForm(a, b) || isForm(b, a);
}

/**
 * Groups numbers: those with equal keys are the same telephone, and of numbers that begin with `+` all that are the same
 * have equal keys. Empty: a caller who hides.
 */
export function phoneKey(number: string): string {
  const plain = dialled(number);
  const full = withCountry(plain);
  return full === '' ? plain : `+${full}`;
}

/** Finds what may be the same telephone: the same ones have equal ends, and some others too. */
export function phoneEnd(number: string): string {
  return digitsOf(number).slice(-SHARED_DIGITS);
}

/** Digits of a number, or the beginning of one, that is being typed in a search; empty: it is a name. */
export function typedDigits(text: string): string {
  return /^[\d\s()+.-]+$/.test(text) ? digitsOf(phoneKey(text)) : '';
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function isForm(form: string, number: string): boolean {
  const full = withCountry(number);
  if (full === '') return false;
  if (full === withCountry(form)) return true;
  const own = full.replace(COUNTRY, '');
  if (own.length < SHARED_DIGITS) return false;
  if (form === own) return own.length >= NATIONAL_DIGITS && WITHOUT_TRUNK.test(full);
  return (form === `0${own}` && !/^[17]/.test(full)) || (form === `80${own}` && /^3[78]/.test(full));
}

/** Digits with `+` for a prefix of a call abroad. */
function dialled(number: string): string {
  return number.replace(/[^\d+*#]/g, '').replace(/^(?:00|810)(?=[1-9]\d{6})/, '+');
}

/** Digits with the country code, which mobile numbers of Mexico and Argentina have a digit behind; empty: it has none. */
function withCountry(number: string): string {
  const full = number.replace(/^8(?=[3-9]\d{9}$)/, '+7').replace(/^(?=[1-79]\d{10}|8[1-9]\d{10})/, '+');
  return full.startsWith('+') ? full.replace(/^\+(5[24])[19](?=\d{10}$)/, '+$1').slice(1) : '';
}
