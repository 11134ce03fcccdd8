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
  /^[\s,;(]*(?:доб(?:авочный)?|доп(?:олнительный)?|вн(?:утр(?:енний)?)?|ext(?:ension)?|[xх#*pw])\.?\s*(?:номер)?\s*[:=№]?\s*(\d{1,8})[#)]?/iu;

/** What stands between two numbers, or before a short one that is an extension. */
const SEPARATOR = /^[\s).]*(?:[,;|\n/]+|(?:или|or|и|and)(?=\s)|(?=\+))\s*/iu;

/** Nothing more to read: blanks and marks, or words behind a bracket, a comma or a dash with a blank. */
const END = /^[\s).,;|#-]*$|^(?:\s*[(,;|]|\s+-)\s*\p{L}[^\d]*$/u;

/** Words in front of a number, such as a name. */
const WORDS_BEFORE = /^\p{L}[\p{L}\s.:«»"]{0,60}[\s:](?=[+(\d])/u;

/** A date or a decimal, which is written with the marks of a number. */
const DATE = /^(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}(?:\.\d{4})?)$/;

/** An extension in brackets behind a number. */
const IN_BRACKETS = /[\s.-]*\(\d{1,6}$/;

/**
 * Every number in a text such as a field of a contact or a part of a page: `+7 (910) 123-45-67 доб. 12 / 225-10-20`.
 * Empty when a person would read none. The one reading for Click2Call, phone book, comparison and backend.
 */
export function readPhones(text: string): readonly Phone[] {
  return read(text).phones;
}

/** The number that is dialled for a text: of several the first; null when there is more in it than a person would read. */
export function readDialled(text: string): Phone | null {
  const { phones, isWhole } = read(text);
  return phones.find(() => isWhole) ?? null;
}

/** What was read, and whether that is all. */
interface Reading {
  readonly phones: readonly Phone[];
  readonly isWhole: boolean;
}

function read(text: string): Reading {
  const all = plain(text);
  if (/^[*#][\d*#]{1,20}$/.test(all)) return { phones: [{ number: all, extension: '' }], isWhole: true };
  const withoutWords = all.replace(WORDS_BEFORE, '');
  const reading = readBehind([], withoutWords);
  // Behind words a short number is a part of a sentence.
  const isSentence =
    withoutWords !== all && reading.phones.every(({ number }) => number.length < WHOLE_DIGITS);
  return isSentence ? { phones: [], isWhole: false } : reading;
}

/** The phones that were read so far and those in the rest of the text, up to what can't be read. */
function readBehind(before: readonly Phone[], text: string): Reading {
  const run = RUN.exec(text);
  const found = run === null ? null : readRun(run[0]);
  if (run === null || found === null) return { phones: before, isWhole: false };
  let rest = text.slice(run[0].length);
  let { extension } = found;
  for (let mark = EXTENSION.exec(rest); mark !== null; mark = EXTENSION.exec(rest)) {
    extension ||= bare(mark[0]);
    rest = rest.slice(mark[0].length);
  }
  const isEnd = END.test(rest);
  const separator = SEPARATOR.exec(rest);
  // What runs into a number, as letters do in 8-800-FLOWERS, makes it another one.
  if (!isEnd && separator === null) return { phones: before, isWhole: false };
  const after = added(before, found.numbers, extension);
  return isEnd ? { phones: after, isWhole: true } : readBehind(after, rest.replace(SEPARATOR, ''));
}

function added(before: readonly Phone[], numbers: readonly string[], extension: string): readonly Phone[] {
  const last = before.at(-1);
  if (last !== undefined && numbers.length === 1 && numbers.every((number) => isExtension(number, last)))
    return [...before.slice(0, -1), { ...last, extension: numbers.join('') }];
  return [
    ...before,
    ...numbers.map((number, index) => ({ number, extension: index === numbers.length - 1 ? extension : '' })),
  ];
}

/**
 * Are these the same telephone? Russian `8…` and `+7…` are. A number of one's own country is the one with its country
 * code: ten digits in Russia and North America, a leading 0 elsewhere.
 */
export function isSamePhone(one: string, other: string): boolean {
  const [a, b] = [comparedDigits(one), comparedDigits(other)];
  const long = a.length > b.length ? a : b;
  const short = long === a ? b : a;
  if (long === short) return true;
  if (/^0[1-9]\d{6}/.test(short)) return long.endsWith(short.slice(1));
  return short.length === LOCAL_DIGITS && /^[17]\d{10}$/.test(long) && long.endsWith(short);
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
  const whole = text.slice(0, LONGEST_TEXT);
  // A number that is cut off is another one.
  return (text.length > LONGEST_TEXT ? whole.replace(/[\d\s().\-/+]*$/, '') : whole)
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Extended_Pictographic}\ufe0f]/gu, (mark) => (/[\d#*]/.test(mark) ? mark : ''))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[^\S\n]/g, ' ')
    .trim()
    .replace(/^sip:([^@]*)@\S*$/i, '$1')
    .replace(/^(?:tel|callto|sip):(?:\/\/)?/i, '')
    .replace(/;phone-context=\S*/gi, '')
    .replace(LABEL, '$1')
    .replace(/\([^()\d]*\)/g, ' ')
    .replace(/((?:\+|^00|^)\d{1,3})[\s-]*\(0\)/g, '$1 ')
    .trim();
}

/** The numbers of a run and an extension in brackets behind them; null: it is a date, or too long. */
function readRun(run: string): { readonly numbers: readonly string[]; readonly extension: string } | null {
  if (DATE.test(run.trim())) return null;
  const main = run.replace(IN_BRACKETS, '');
  const hasExtension = main !== run && bare(main).length >= WHOLE_DIGITS;
  const numbers = splitRun(hasExtension ? main : run);
  const isTooLong = numbers.some((number) => number.replace('+', '').length > MAX_DIGITS);
  return isTooLong ? null : { numbers, extension: hasExtension ? bare(run.slice(main.length)) : '' };
}

/** The numbers of one run of digits: `4951234567/4957654321`, `225-10-20 / 22` and `89123456789 89133456780` are two. */
function splitRun(run: string): string[] {
  const numbers: string[] = [];
  let last = '';
  for (const part of run.split(/[\n/]/).flatMap(splitAtBlank).map(bare)) {
    if (!isWhole(last)) last += part;
    else {
      numbers.push(last);
      last = part.length <= 4 ? last.slice(0, -part.length) + part : part;
    }
  }
  return [...numbers, last];
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
