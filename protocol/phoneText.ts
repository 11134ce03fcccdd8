/** A telephone number as a person reads it out of a text. */
export interface Phone {
  /** What is dialled: 1 to 20 digits, with `+` in front where it stood, or a code such as `*97`. */
  readonly number: string;
  /** The extension behind it ("доб. 12"), which the caller dials by hand, 1 to 8 digits; empty where there is none. */
  readonly extension: string;
}

/** A longer text is cut: no card holds so many numbers. */
const LONGEST_TEXT = 500;

/** Longest number that is dialled, digits. E.164 has 15; carriers' prefixes add a few. */
const MAX_DIGITS = 20;

/** Fewer digits than these are an extension when they stand behind a number and a comma. */
const WHOLE_DIGITS = 7;

/** Words that name a telephone, before or behind its number. */
const LABEL =
  /(^|[\s,;(])(?:тел(?:ефон)?|моб(?:ильный)?|сот(?:овый)?|раб(?:очий)?|дом(?:ашний)?|факс|tel|phone|mob(?:ile)?|cell|work|home|fax)(?=[\s.:),;]|$)[.:)]*/giu;

/** Digits as they are written, with what stands between them. */
const RUN = /^[\s(]*(\+?\s?\(?\d(?:[\s().\-/]*\d)*)/;

/** Marks of an extension and its digits. */
const EXTENSION =
  /^[\s,;(]*(?:доб(?:авочный)?|доп(?:олнительный)?|вн(?:утр(?:енний)?)?|ext(?:ension)?|[xх#*pw])\.?\s*[:=№]?\s*(\d{1,8})[#)]?/iu;

/** What stands between two numbers, or before a short one that is an extension. */
const SEPARATOR = /^[\s).]*(?:[,;|\n/]+|(?:или|or|и|and)(?=\s)|(?=\+))\s*/iu;

/** Nothing more to read: blanks and marks, or words behind a bracket, a comma or a dash. */
const END = /^[\s).,;|-]*$|^\s*[(,;|-]\s*\p{L}[^\d]*$/u;

/**
 * Every number in a text such as a field of a contact or a part of a page: `+7 (910) 123-45-67 доб. 12 / 225-10-20`.
 * Empty when a person would read none. The one reading for Click2Call, phone book, comparison and backend.
 */
export function readPhones(text: string): readonly Phone[] {
  let rest = plain(text);
  if (/^[*#][\d*#]{1,20}$/.test(rest)) return [{ number: rest, extension: '' }];
  const phones: Phone[] = [];
  for (;;) {
    const run = RUN.exec(rest);
    if (run === null) return END.test(rest) ? phones : [];
    const numbers = splitRun(run[1] ?? '');
    if (numbers.some((number) => number.replace('+', '').length > MAX_DIGITS)) return [];
    const [first = ''] = numbers;
    const before = phones.at(-1);
    if (before !== undefined && numbers.length === 1 && isExtension(first, before))
      phones[phones.length - 1] = { ...before, extension: first };
    else phones.push(...numbers.map((number) => ({ number, extension: '' })));
    rest = rest.slice(run[0].length);

    const extension = EXTENSION.exec(rest);
    const last = phones.at(-1);
    if (extension !== null && last?.extension === '') {
      phones[phones.length - 1] = { ...last, extension: extension[1] ?? '' };
      rest = rest.slice(extension[0].length);
    }
    if (END.test(rest)) return phones;
    const separator = SEPARATOR.exec(rest);
    if (separator === null) return [];
    rest = rest.slice(separator[0].length);
  }
}

/** Are these the same telephone? Russian `8…` and `+7…` are; a number without its country code is the one with it. */
export function isSamePhone(one: string, other: string): boolean {
  const [long = '', short = ''] = [comparedDigits(one), comparedDigits(other)].sort(
    (a, b) => b.length - a.length,
  );
  return long === short || (short.length === LOCAL_DIGITS && long.endsWith(short));
}

/** Digits of a number without its country code, such as 910 1234567. */
const LOCAL_DIGITS = 10;

/** Digits of a number as they are compared: without `00` or `810` for abroad, and Russian `8…` as `7…`. */
function comparedDigits(number: string): string {
  const digits = number.replace(/\D/g, '').replace(/^(?:810|00)(?=[1-9]\d{9})/, '');
  return digits.length === 11 && digits.startsWith('8') ? `7${digits.slice(1)}` : digits;
}

/** The text with ordinary digits, blanks and dashes, without marks that nobody sees, names of telephones and `(0)`. */
function plain(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[^\S\n]/g, ' ')
    .trim()
    .replace(/^(?:tel|callto|sip):(?:\/\/)?/i, '')
    .replace(/@\S*$/, '')
    .replace(LABEL, '$1')
    .replace(/\([^()\d]*\)/g, ' ')
    .replace(/((?:\+|^00)\d{1,3})[\s-]*\(0\)/g, '$1 ')
    .trim();
}

/** The numbers of one run of digits: `4951234567/4957654321`, `225-10-20 / 22` and `89123456789 89133456780` are two. */
function splitRun(run: string): string[] {
  const [first = '', ...others] = run.split(/[\n/]/).flatMap(splitAtBlank);
  const numbers = [bare(first)];
  for (const other of others) {
    const [left = '', right] = [numbers.at(-1), bare(other)];
    if (!isWhole(left)) numbers[numbers.length - 1] = left + right;
    else if (right.length <= 4) numbers.push(left.slice(0, -right.length) + right);
    else numbers.push(right);
  }
  return numbers;
}

/** Two numbers with only a blank between them have ten digits each at least. */
function splitAtBlank(run: string): string[] {
  const words = run.split(' ');
  for (let count = 1; count < words.length; count += 1) {
    const parts = [words.slice(0, count).join(''), words.slice(count).join(' ')];
    if (parts.every((part) => bare(part).length >= LOCAL_DIGITS)) return parts;
  }
  return [run];
}

/** Is it more than a country or area code? */
function isWhole(number: string): boolean {
  if (number.startsWith('+')) return number.length > 8;
  return number.length >= (number.startsWith('0') ? 7 : 5);
}

/** Behind "number, " stands another number, or a part of the same one: told by their lengths. */
function isExtension(number: string, before: Phone): boolean {
  return (
    before.extension === '' &&
    !number.startsWith('+') &&
    number.length < WHOLE_DIGITS &&
    number.length < before.number.replace('+', '').length
  );
}

function bare(text: string): string {
  return text.replace(/[^+\d]/g, '');
}
