import { COUNTRY, TWO_DIGITS } from './countryCode';
import { plainPhoneText } from './plainPhoneText';

/** A telephone number as a person reads it out of a text. */
export interface Phone {
  /** What is dialled: 1 to 20 digits, with `+` in front where it stood, or a code such as `*97`. */
  readonly number: string;
  /** The extension behind it ("доб. 12"), which the caller dials by hand, 1 to 8 digits; empty where there is none. */
  readonly extension: string;
}

/** A number with the text that it was read from. */
interface Found extends Phone {
  readonly raw: string;
}

/** Longest number that is dialled, digits. E.164 has 15; carriers' prefixes add a few, written in one piece. */
const MAX_DIGITS = 20;
const E164_DIGITS = 15;

/** Fewer digits than these are an extension behind a number, and a part of a sentence beside words. */
const WHOLE_DIGITS = 7;

/** Digits as they are written. What stands between two such runs is a gap. */
const RUN = /((?:\+ ?)?\(?\d(?:[ ().\-/]*\d)*)/;

/** The gap before an extension. */
const EXTENSION = /^[\s,;.("[]*(?:(?:доб|доп|вн|ext|int|ramal|anexo)\p{L}*[^\d,;|\n]*|[xх#*pw][\s.:=№(]*)$/iu;

/** A gap that leaves the number in doubt: odd signs, letters that run into digits or may be a keypad's. */
const FAULT = /[^\p{L}\p{M}\p{P}\s|]|[@&%#*_{}\\]|^[-.)]*\p{L}|\p{L}$|^\s*:|^ [a-z]{3} $/u;

/** The gap between a short number and its name. */
const NAMED = /^\s*[,;|([]|^ +- /;

/** A date or a decimal, which is written with the marks of a number. */
const DATE =
  /^(?:\d{4}([./-])[01]\d\1[0-3]\d|[0-3]?\d([./-])[01]?\d\2(?:19|20)\d\d|[0-3]?\d([./])[01]?\d\3\d\d|\d?\d\.\d?\d)(?: |$)/;

/** A trunk prefix behind a country code, where it does not belong; Italy's 0 is a part of the number. */
const TRUNK = new RegExp(`^((?:\\+|00)(?!39)(?:${TWO_DIGITS}))0+|^(\\+7)8(?=\\d{10}$)`);

/**
 * Every number in a text such as a field of a contact or a part of a page: `+7 (910) 123-45-67 доб. 12 / 225-10-20`.
 * Empty when a person would read none. The one reading for Click2Call, phone book, comparison and backend.
 *
 * A text is runs of digits with gaps between them. A gap is the mark of an extension, or it separates numbers, by words
 * too, or it leaves them in doubt. A run is cut where one number is whole and another one or an extension begins.
 */
export function readPhones(text: string): readonly Phone[] {
  return read(text).phones.map(({ number, extension }) => ({ number, extension }));
}

/** The number that is dialled for a text: of several the first; null when it is in doubt which one is meant. */
export function readDialled(text: string): Phone | null {
  return read(text).isWhole ? (readPhones(text)[0] ?? null) : null;
}

function read(text: string): { readonly phones: readonly Found[]; readonly isWhole: boolean } {
  const all = plainPhoneText(text);
  if (/^[*#][\d*#]{1,20}$/.test(all))
    return { phones: [{ number: all, extension: '', raw: all }], isWhole: true };
  // With the blanks the outer gaps do not run into digits.
  const parts = ` ${all.replace(/#$/, '')} `.split(RUN);
  let phones: readonly Found[] = [];
  for (let at = 1; at < parts.length; at += 2) {
    const [before = '', run = '', behind = ''] = parts.slice(at - 1);
    const isMark = at + 2 < parts.length && EXTENSION.test(behind);
    const isDoubtful = (at === 1 && FAULT.test(before)) || (!isMark && FAULT.test(behind));
    const after = isDoubtful ? null : withRun(phones, before, run, isMark ? '' : behind);
    if (after === null) return { phones, isWhole: false };
    phones = after;
  }
  return { phones, isWhole: true };
}

type MaybeFound = readonly Found[] | null;

/** The phones with those of one more run; null: what it means is in doubt. */
function withRun(phones: readonly Found[], before: string, run: string, behind: string): MaybeFound {
  const last = phones.at(-1);
  const count = digitsOf(run).length;
  if (last !== undefined && EXTENSION.test(before) && !run.startsWith('+') && count !== 10 && count !== 11) {
    const [all, extension = '', rest = ''] = /^\(?(\d(?:-?\d){0,7})(?:[ )/]+(.*))?$/.exec(run) ?? [];
    if (all === undefined) return null;
    const marked = withExtension(phones, bare(extension));
    return rest === '' ? marked : withRun(marked, ' ', rest, behind);
  }
  if (DATE.test(run)) return phones;
  const isSentence =
    count < WHOLE_DIGITS && (/\p{L}/u.test(before) || (/\p{L}/u.test(behind) && !NAMED.test(behind)));
  if (isSentence) return /^\d+$/.test(run) ? phones : null;
  return splitRun(run).reduce<MaybeFound>((found, part) => found && withPart(found, part), phones);
}

/** The phones with one more part of a run, be it a number, its end or an extension; null: it is too long. */
function withPart(phones: readonly Found[], raw: string): MaybeFound {
  const number = bare(raw).replace(TRUNK, '$1$2');
  const { length } = digitsOf(raw);
  if (number.replace('+', '').length > MAX_DIGITS || (length > E164_DIGITS && /\d\D+\d/.test(raw)))
    return null;
  const last = phones.at(-1);
  const found = { number, extension: '', raw };
  if (last === undefined || number.startsWith('+') || DATE.test(raw)) return [...phones, found];
  const area = bare(/^[^)]*\(\d+\)/.exec(last.raw)?.[0] ?? '');
  // Mobile numbers of Russia have no area.
  if (
    length > 4 &&
    area.length + length === last.number.length &&
    area !== '' &&
    !/^(?:\+?7|8)?9\d\d$/.test(area)
  )
    return [...phones, { ...last, number: area + number, extension: '' }];
  if (TAIL.test(raw) && shape(last.raw).endsWith(shape(raw.slice(1))))
    return [...phones, { ...last, number: last.number.slice(0, -length) + number, extension: '' }];
  return length < WHOLE_DIGITS && length < digitsOf(last.number).length
    ? withExtension(phones, number)
    : [...phones, found];
}

/** The last number has it, unless it has another one. */
function withExtension(phones: readonly Found[], extension: string): readonly Found[] {
  return phones.map((one, index) =>
    index === phones.length - 1 && one.extension === '' ? { ...one, extension } : one,
  );
}

/** Behind a slash the end of another number, as in `225-10-20 / 21`. */
const TAIL = /^\/ *\d\d(?:-\d\d)? *$/;

/** The numbers of one run of digits, and extensions behind them. */
function splitRun(run: string): string[] {
  const [, main = '', extension = ''] = /^(.*\d)[ .-]*\((\d{1,6})$/.exec(run) ?? [];
  if (isFull(main)) return [...splitRun(main), extension];
  const parts: string[] = [];
  const pieces = run.split('/');
  const isList = pieces.every((piece) => /^\d{3,}$/.test(piece) && piece.length === pieces[0]?.length);
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (last === undefined) parts.push(piece);
    else if (isList || isFull(last) || TAIL.test(last)) parts.push(`/${piece}`);
    else parts.splice(-1, 1, `${last} ${piece}`);
  }
  return parts.flatMap(splitAtGroups);
}

/** Numbers and extensions with only a blank or a dash between them, where there is one place alone to cut. */
function splitAtGroups(run: string): string[] {
  const ends = [...run.matchAll(/\d(?=[^\d]+\d)/g)].map(({ index }) => index + 1);
  const [cut, second] = ends.filter((end) => isCut(run.slice(0, end), run.slice(end)));
  if (cut === undefined || second !== undefined) return [run];
  return [run.slice(0, cut), ...splitAtGroups(run.slice(cut).replace(/^[^\d(]+/, ''))];
}

/** Is the first of the two a whole number? By its country's plan, else by the likeness of the two. */
function isCut(one: string, rest: string): boolean {
  const planned = plannedDigits(one);
  const count = digitsOf(one).length;
  if (planned > 0) return count === planned;
  const isLong = count + digitsOf(rest).length > E164_DIGITS;
  if (!/^\)? /.test(rest) || (one.includes('+') && !isLong)) return false;
  const local = one.replace(/^.*\) */, '');
  const isAlike = `${shape(rest)} `.startsWith(`${shape(local)} `);
  const isPlanned = plannedDigits(rest) === digitsOf(rest).length;
  return (
    (isAlike && bare(local).length >= (local.includes('-') ? 5 : WHOLE_DIGITS)) ||
    (isLong && !rest.startsWith(' 00') && (isPlanned || national(one).length === national(rest).length))
  );
}

/** Is it more than a country or area code? */
function isFull(text: string): boolean {
  const least = plannedDigits(text) || (/^\D*(?:\+|00)/.test(text) ? 8 : /^\D*0/.test(text) ? 7 : 5);
  return !/\) *$/.test(text) && digitsOf(text).length >= least;
}

/** How many digits the number has by its country's plan; 0: the plan knows several lengths, or the country is not known. */
function plannedDigits(text: string): number {
  const number = bare(text.replace(ABROAD, '+'));
  if (/^\+(?:[17]|34|48|5[16])/.test(number)) return 11;
  if (/^\+(?:3(?:51|75|80)|5[27]|9[01]|99[24-68])/.test(number)) return 12;
  return /^[^\d+]*[178](?:\d{3}|\d{10})?(?!\d)/.test(text) && !number.startsWith('+') ? 11 : 0;
}

/** Prefix of a call abroad. */
const ABROAD = /^[^\d+]*(?:00|8[ -]*10)[ -]*(?=[1-9])/;

/** Digits of a number with its country code, without the prefix of a call abroad. */
function digitsOf(text: string): string {
  return bare(text.replace(ABROAD, '')).replace('+', '');
}

/** Digits without country code and trunk prefix. */
function national(text: string): string {
  const digits = digitsOf(text);
  return /^\D*(?:\+|00)/.test(text)
    ? digits.replace(COUNTRY, '')
    : digits.replace(/^(?:80(?=\d{9}$)|8(?=\d{10}$)|0)/, '');
}

function shape(text: string): string {
  return text.trim().replace(/\d/g, 'd');
}

function bare(text: string): string {
  return text.replace(/[^+\d]/g, '');
}
