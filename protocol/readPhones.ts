import { countryCode, TWO_DIGIT_COUNTRY_CODES } from './countryCode';
import { plainPhoneText } from './plainPhoneText';

/** A telephone number that was found in a text. */
export interface Phone {
  /** What is dialled: 1 to 20 digits, with `+` in front if the text has one, or a code such as `*97`. */
  readonly number: string;
  /** The extension after it ("доб. 12"), which the caller dials by hand: 1 to 8 digits, or empty. */
  readonly extension: string;
}

/** A number with the part of the text that it was read from. */
interface Found extends Phone {
  readonly raw: string;
}

/** Longest number that is dialled, digits. E.164 has 15; carriers' prefixes add a few, written in one piece. */
const MAX_DIGITS = 20;

/** Longest international number, digits, without a carrier's prefix. */
const E164_DIGITS = 15;

/**
 * A run with fewer digits is an extension if it follows a number, and part of a sentence if it stands next to words.
 */
const MIN_NUMBER_DIGITS = 7;

/** A run: digits and the signs that people write within a number. The text between two runs is a gap. */
const RUN = /((?:\+ ?)?\(?\d(?:[ ().\-/]*\d)*)/;

/** A gap that announces an extension: `доб.`, `ext.`, `#`, … */
const EXTENSION = /^[\s,;.("[]*(?:(?:доб|доп|вн|ext|int|ramal|anexo)\p{L}*[^\d,;|\n]*|[xх#*pw][\s.:=№(]*)$/iu;

/** A gap that makes the number ambiguous: unusual signs, letters next to digits, or three letters as on a keypad. */
const AMBIGUOUS = /[^\p{L}\p{M}\p{P}\s|]|[@&%#*_{}\\]|^[-.)]*\p{L}|\p{L}$|^\s*:|^ [a-z]{3} $/u;

/** The beginning of a gap between a short number and the name that follows it, as in `101, reception`. */
const BEFORE_NAME = /^\s*[,;|([]|^ +- /;

/** A date or a decimal number: its signs are also those of a telephone number. */
const DATE =
  /^(?:\d{4}([./-])[01]\d\1[0-3]\d|[0-3]?\d([./-])[01]?\d\2(?:19|20)\d\d|[0-3]?\d([./])[01]?\d\3\d\d|\d?\d\.\d?\d)(?: |$)/;

/** A trunk prefix wrongly written after the country code (`+49 0…`, `+7 8…`). Italy's 0 is part of the number. */
const TRUNK = new RegExp(`^((?:\\+|00)(?!39)(?:${TWO_DIGIT_COUNTRY_CODES}))0+|^(\\+7)8(?=\\d{10}$)`);

/**
 * All telephone numbers in a text such as a field of a contact or a part of a page:
 * `+7 (910) 123-45-67 доб. 12 / 225-10-20`. Empty when it has none. Used wherever a text is read: by Click2Call, the
 * phone book, and the backend.
 *
 * The text is split into runs of digits and the gaps between them. A gap announces an extension, separates two numbers,
 * or makes them ambiguous; then reading stops and the numbers before are returned. A run that holds several numbers, or
 * a number and its extension, is cut where one of them is complete.
 */
export function readPhones(text: string): readonly Phone[] {
  return read(text).phones.map(({ number, extension }) => ({ number, extension }));
}

/** The number to dial for a text: the first one; null when the text has none or is ambiguous. */
export function readDialled(text: string): Phone | null {
  return read(text).isUnambiguous ? (readPhones(text)[0] ?? null) : null;
}

/** `isUnambiguous`: the whole text was read, without an ambiguous part. */
function read(text: string): { readonly phones: readonly Found[]; readonly isUnambiguous: boolean } {
  const all = plainPhoneText(text);
  if (/^[*#][\d*#]{1,20}$/.test(all))
    return { phones: [{ number: all, extension: '', raw: all }], isUnambiguous: true };
  // The blanks keep the first and the last gap from counting as letters next to digits.
  const parts = ` ${all.replace(/#$/, '')} `.split(RUN);
  let phones: readonly Found[] = [];
  for (let at = 1; at < parts.length; at += 2) {
    const [before = '', run = '', behind = ''] = parts.slice(at - 1);
    const announcesExtension = at + 2 < parts.length && EXTENSION.test(behind);
    const isAmbiguous =
      (at === 1 && AMBIGUOUS.test(before)) || (!announcesExtension && AMBIGUOUS.test(behind));
    const after = isAmbiguous ? null : withRun(phones, before, run, announcesExtension ? '' : behind);
    if (after === null) return { phones, isUnambiguous: false };
    phones = after;
  }
  return { phones, isUnambiguous: true };
}

/** Null: ambiguous. */
type MaybeFound = readonly Found[] | null;

/** Adds the numbers of one more run, given with the gaps before and behind it, to those found so far. */
function withRun(phones: readonly Found[], before: string, run: string, behind: string): MaybeFound {
  const last = phones.at(-1);
  const count = digitsOf(run).length;
  if (last !== undefined && EXTENSION.test(before) && !run.startsWith('+') && count !== 10 && count !== 11) {
    const [all, extension = '', rest = ''] = /^\(?(\d(?:-?\d){0,7})(?:[ )/]+(.*))?$/.exec(run) ?? [];
    if (all === undefined) return null;
    const extended = withExtension(phones, digitsAndPlus(extension));
    return rest === '' ? extended : withRun(extended, ' ', rest, behind);
  }
  if (DATE.test(run)) return phones;
  const isSentence =
    count < MIN_NUMBER_DIGITS &&
    (/\p{L}/u.test(before) || (/\p{L}/u.test(behind) && !BEFORE_NAME.test(behind)));
  if (isSentence) return /^\d+$/.test(run) ? phones : null;
  return splitRun(run).reduce<MaybeFound>((found, part) => found && withPart(found, part), phones);
}

/**
 * Adds one part of a run: a number, an extension, or the last digits of a second number (`225-10-20 / 21`). Null when
 * the part is too long for a number.
 */
function withPart(phones: readonly Found[], raw: string): MaybeFound {
  const number = digitsAndPlus(raw).replace(TRUNK, '$1$2');
  const { length } = digitsOf(raw);
  if (number.replace('+', '').length > MAX_DIGITS || (length > E164_DIGITS && /\d\D+\d/.test(raw)))
    return null;
  const last = phones.at(-1);
  const found = { number, extension: '', raw };
  if (last === undefined || number.startsWith('+') || DATE.test(raw)) return [...phones, found];
  const area = digitsAndPlus(/^[^)]*\(\d+\)/.exec(last.raw)?.[0] ?? '');
  // A local number after one with an area code has the same area. Russian mobile numbers have no area code.
  if (
    length > 4 &&
    area.length + length === last.number.length &&
    area !== '' &&
    !/^(?:\+?7|8)?9\d\d$/.test(area)
  )
    return [...phones, { ...last, number: area + number, extension: '' }];
  if (LAST_DIGITS.test(raw) && shape(last.raw).endsWith(shape(raw.slice(1))))
    return [...phones, { ...last, number: last.number.slice(0, -length) + number, extension: '' }];
  return length < MIN_NUMBER_DIGITS && length < digitsOf(last.number).length
    ? withExtension(phones, number)
    : [...phones, found];
}

/** Gives the last number this extension, unless it has one already. */
function withExtension(phones: readonly Found[], extension: string): readonly Found[] {
  return phones.map((one, index) =>
    index === phones.length - 1 && one.extension === '' ? { ...one, extension } : one,
  );
}

/** The last digits of a second number, after a slash: `225-10-20 / 21` means 225-10-20 and 225-10-21. */
const LAST_DIGITS = /^\/ *\d\d(?:-\d\d)? *$/;

/** Cuts a run into numbers and the extensions that follow them. */
function splitRun(run: string): string[] {
  const [, main = '', extension = ''] = /^(.*\d)[ .-]*\((\d{1,6})$/.exec(run) ?? [];
  if (hasNumberDigits(main)) return [...splitRun(main), extension];
  const parts: string[] = [];
  const pieces = run.split('/');
  const isList = pieces.every((piece) => /^\d{3,}$/.test(piece) && piece.length === pieces[0]?.length);
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (last === undefined) parts.push(piece);
    else if (isList || hasNumberDigits(last) || LAST_DIGITS.test(last)) parts.push(`/${piece}`);
    else parts.splice(-1, 1, `${last} ${piece}`);
  }
  return parts.flatMap(splitAtGroups);
}

/** Cuts numbers with only a blank or a dash between them, if there is exactly one place where a number can end. */
function splitAtGroups(run: string): string[] {
  // Behind as many groups as a number has digits at most it does not end any more.
  const groups = [...run.matchAll(/\d(?=[^\d]+\d)/g)].slice(0, MAX_DIGITS);
  const ends = groups.map(({ index }) => index + 1);
  const [cut, second] = ends.filter((end) => isComplete(run.slice(0, end), run.slice(end)));
  if (cut === undefined || second !== undefined) return [run];
  return [run.slice(0, cut), ...splitAtGroups(run.slice(cut).replace(/^[^\d(]+/, ''))];
}

/** Is `one` a complete number? Decided by its country's numbering plan, else by whether `rest` is grouped like it. */
function isComplete(one: string, rest: string): boolean {
  const planned = plannedDigits(one);
  const count = digitsOf(one).length;
  if (planned > 0) return count === planned;
  const isLong = count + digitsOf(rest).length > E164_DIGITS;
  if (!/^\)? /.test(rest) || (one.includes('+') && !isLong)) return false;
  const local = one.replace(/^.*\) */, '');
  const isAlike = `${shape(rest)} `.startsWith(`${shape(local)} `);
  const isPlanned = plannedDigits(rest) === digitsOf(rest).length;
  return (
    (isAlike && digitsAndPlus(local).length >= (local.includes('-') ? 5 : MIN_NUMBER_DIGITS)) ||
    (isLong && !rest.startsWith(' 00') && (isPlanned || national(one).length === national(rest).length))
  );
}

/** Has the text enough digits for a number, and not only for a country or area code? */
function hasNumberDigits(text: string): boolean {
  const least = plannedDigits(text) || (/^\D*(?:\+|00)/.test(text) ? 8 : /^\D*0/.test(text) ? 7 : 5);
  return !/\) *$/.test(text) && digitsOf(text).length >= least;
}

/**
 * Digits that a number of this country has, country code included; 0: the country has several lengths, or is not known.
 */
function plannedDigits(text: string): number {
  const number = digitsAndPlus(text.replace(ABROAD, '+'));
  if (/^\+(?:[17]|34|48|5[16])/.test(number)) return 11;
  if (/^\+(?:3(?:51|75|80)|5[27]|9[01]|99[24-68])/.test(number)) return 12;
  return /^[^\d+]*[178](?:\d{3}|\d{10})?(?!\d)/.test(text) && !number.startsWith('+') ? 11 : 0;
}

/** International prefix: 00, or 8 10 in Russia. */
const ABROAD = /^[^\d+]*(?:00|8[ -]*10)[ -]*(?=[1-9])/;

/** Digits of a number, without `+` and international prefix. */
function digitsOf(text: string): string {
  return digitsAndPlus(text.replace(ABROAD, '')).replace('+', '');
}

/** Digits of a number without country code and trunk prefix. */
function national(text: string): string {
  const digits = digitsOf(text);
  return /^\D*(?:\+|00)/.test(text)
    ? digits.replace(countryCode, '')
    : digits.replace(/^(?:80(?=\d{9}$)|8(?=\d{10}$)|0)/, '');
}

/** The text with `d` for each digit: equal for numbers that are grouped alike. */
function shape(text: string): string {
  return text.trim().replace(/\d/g, 'd');
}

/** Only the digits and `+` of a text. */
function digitsAndPlus(text: string): string {
  return text.replace(/[^+\d]/g, '');
}
