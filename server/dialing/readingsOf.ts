import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { LINE_DIGIT, possibleNumbers, withoutFirst } from './possibleNumbers';

/**
 * Kinds of numbers that can be denied. `satellite`: also the international networks, 882 and 883, over which calls are sold
 * in the same way. `sharedCost`, `personal`: the caller pays more than for a usual call. `abroad`: all other countries.
 */
export const numberKinds = ['premium', 'satellite', 'sharedCost', 'personal', 'abroad'] as const;
export type NumberKind = (typeof numberKinds)[number];

/** One way in which a telephone system may read a number that is dialled. */
export interface NumberReading {
  /** With `+` and the country's code. */
  readonly number: string;
  readonly kinds: ReadonlySet<NumberKind>;
  /** Is it as long as its country's plan has it, no digit more? */
  readonly isPlanned: boolean;
  /** Read by leaving digits out, in front or behind. It counts against the number, and never for it. */
  readonly isGuess: boolean;
  /** Does it begin where a code of the telephone system usually ends: at a `*` or `#`, or behind two digits and more? */
  readonly isBehindCode: boolean;
}

/** Up to this many digits it is an extension or a number of service or emergency. */
export const SHORT_DIGITS = 6;

/** From this many digits on a number without `+` has its country's code, if it is no number of the own country. */
const WHOLE_DIGITS = 11;

/** From this many digits on it may have: small countries have such numbers. Shorter ones are local numbers. */
export const LEAST_FOREIGN_DIGITS = 8;

/** What is dialled before a foreign number: most countries, the former Soviet Union, North America. */
const EXIT_CODE = /^(?:00|810|011)/;

/** Codes of the ITU for satellites (870 Inmarsat, 881 Iridium and others) and for international networks (882, 883). */
const SATELLITE = /^\+(?:870|881|882|883)/;

/**
 * Abkhazia's numbers, which libphonenumber's plan counts among Russia's (it has no such region), and operators among calls
 * abroad.
 */
const ABKHAZIA = /^\+7[89]40/;

/** Least digits of a number that others may stand behind: a switch ignores them, and the number is still answered. */
const LEAST_DIGITS = 7;

/**
 * The ways in which a telephone system may read what is dialled; none for a short number. A code such as `*72` may have a
 * number behind it, and `outsidePrefixes` a number outside the office. What is no number of any plan as it stands is also
 * read without its first digits, since lines and carriers are chosen by digits that the settings need not name.
 * @param dialled `+` and digits, digits, or a code that begins with `*` or `#`
 */
export function readingsOf(
  dialled: string,
  country: CountryCode,
  outsidePrefixes: readonly string[],
): readonly NumberReading[] {
  // Of a code's digits several beginnings are read anyway.
  const isWhole = /^[+*#]/.test(dialled);
  const isHome = (text: string): boolean => {
    const parsed = parsePhoneNumberFromString(text, country);
    return parsed?.isValid() === true && isOwn(parsed.number, country);
  };
  const possible = possibleNumbers(dialled, outsidePrefixes, isHome);
  // A number at home behind a prefix of the settings: as they stand, digits that begin no number of a plan lead nowhere.
  const isPrefixed = !isWhole && possible.some(({ text }) => text !== dialled && isHome(text));
  return possible.flatMap(({ text, isBehindCode }) => {
    const readings = plainReadings(text, country)
      .map((reading) => ({ ...reading, isBehindCode }))
      .map((one) =>
        isPrefixed && text === dialled && plannedBegin(one.number) === undefined ? atHome(one) : one,
      );
    const planned = readings.filter(({ isPlanned }) => isPlanned);
    if (isWhole || planned.some(({ number }) => isOwn(number, country))) return readings;
    // A foreign number without `+` may as well be one of the country behind a line's digit.
    if (planned.length > 0 && !LINE_DIGIT.test(text)) return readings;
    const rests = withoutFirst(text).slice(0, planned.length > 0 ? 1 : undefined);
    return [...readings, ...rests.flatMap((rest) => plainReadings(rest, country).map(asGuess))];
  });
}

/** The number as it stands, and as one of the country with more digits behind it. */
function plainReadings(text: string, country: CountryCode): readonly Omit<NumberReading, 'isBehindCode'>[] {
  const numbers = [international(text, country), nationalBegin(text, country)] as const;
  return numbers.flatMap((number, index) => {
    if (number === null) return [];
    const isPlanned = parsePhoneNumberFromString(number)?.isValid() === true;
    return [{ number, kinds: kindsOf(number, country), isPlanned, isGuess: index > 0 }];
  });
}

/** The number of a plan that the text is as it stands, no digit more or less; empty: it is none. */
export function plannedReadings(text: string, country: CountryCode): readonly NumberReading[] {
  return plainReadings(text, country)
    .filter(({ isPlanned, isGuess }) => isPlanned && !isGuess)
    .map((reading) => ({ ...reading, isBehindCode: true }));
}

/** A reading without the first digits: what it costs, not where it goes. */
export function asGuess(reading: Pick<NumberReading, 'number' | 'kinds'>): NumberReading {
  const { number, kinds } = atHome(reading);
  return { number, kinds, isPlanned: false, isGuess: true, isBehindCode: false };
}

/** The same reading with what it costs, and not abroad. */
function atHome<Reading extends Pick<NumberReading, 'kinds'>>(reading: Reading): Reading {
  return { ...reading, kinds: new Set([...reading.kinds].filter((kind) => kind !== 'abroad')) };
}

/** The number with `+` and the country's code; null: it is short, or a local number without its area's code. */
function international(text: string, country: CountryCode): string | null {
  const digits = text.replace(/\D/g, '');
  if (digits.length <= SHORT_DIGITS) return null;
  if (text.startsWith('+')) return `+${digits}`;
  const national = parsePhoneNumberFromString(digits, country);
  if (national?.isValid() === true) return national.number;
  const foreign = `+${digits.replace(EXIT_CODE, '')}`;
  if (digits.length >= WHOLE_DIGITS) return foreign;
  const isForeign =
    digits.length >= LEAST_FOREIGN_DIGITS && parsePhoneNumberFromString(foreign)?.isValid() === true;
  if (isForeign) return foreign;
  // As long as one of the country, and of no plan.
  return national?.isPossible() === true ? national.number : null;
}

/** A number of the country that has more digits behind it, with them; null: it does not begin with one. */
function nationalBegin(text: string, country: CountryCode): string | null {
  if (!/^\d+$/.test(text)) return null;
  for (let length = text.length - 1; length >= LEAST_DIGITS; length -= 1) {
    const parsed = parsePhoneNumberFromString(text.slice(0, length), country);
    if (parsed?.isValid() === true) return parsed.number + text.slice(length);
  }
  return null;
}

function kindsOf(number: string, country: CountryCode): ReadonlySet<NumberKind> {
  const kinds = new Set<NumberKind>();
  const parsed = parsePhoneNumberFromString(number);
  const type = typeOf(number);
  if (SATELLITE.test(number)) kinds.add('satellite');
  if (type === 'PREMIUM_RATE' || number.startsWith('+979')) kinds.add('premium');
  if (type === 'SHARED_COST') kinds.add('sharedCost');
  if (type === 'PERSONAL_NUMBER' || number.startsWith('+878')) kinds.add('personal');
  if (type !== 'TOLL_FREE' && isAbroad(parsed, number, country)) kinds.add('abroad');
  return kinds;
}

/** Its kind by the plan of its country. */
function typeOf(number: string): ReturnType<PhoneNumber['getType']> {
  return plannedBegin(number)?.getType();
}

/** The number of a plan that it begins with: digits behind a whole number are left out. Undefined: it begins with none. */
function plannedBegin(number: string): PhoneNumber | undefined {
  for (let length = number.length; length > LEAST_DIGITS; length -= 1) {
    const parsed = parsePhoneNumberFromString(number.slice(0, length));
    if (parsed?.isValid() === true) return parsed;
  }
  return undefined;
}

function isOwn(number: string, country: CountryCode): boolean {
  return !isAbroad(parsePhoneNumberFromString(number), number, country);
}

function isAbroad(parsed: PhoneNumber | undefined, number: string, country: CountryCode): boolean {
  if (ABKHAZIA.test(number)) return true;
  if (parsed?.country !== undefined) return parsed.country !== country;
  const code = getCountryCallingCode(country);
  if (!number.startsWith(`+${code}`)) return true;
  // Of no country's plan, such as +7 6…, which is kept for Kazakhstan: with a code that several share (+7, +1, +44) only
  // the plan says whose it is.
  const isShared = getCountries().some((one) => one !== country && getCountryCallingCode(one) === code);
  return isShared && plannedBegin(number)?.country !== country;
}
