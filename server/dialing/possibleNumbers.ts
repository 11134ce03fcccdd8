import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

/** A text that may be a number. */
export interface PossibleNumber {
  readonly text: string;
  /** Does it begin where a code usually ends? */
  readonly isBehindCode: boolean;
}

/** A number of the country within what is dialled. */
export interface HomeNumber extends PossibleNumber {
  /** Digits are left out in front of it that no setting names. */
  readonly isGuess: boolean;
}

/** Least digits of a code that a number stands behind without a sign between them: `*72`, `*21`. */
const CODE_DIGITS = 2;

/** Most digits in front that are left out of a number that no plan has: `9` or `0` for a line, `8 26` for a carrier. */
const MOST_DROPPED = 4;

/** What offices dial for an outside line, most of them. */
export const LINE_DIGIT = /^[089]/;

/**
 * What may be the number in what is dialled: all of it, or what stands behind a prefix or a code.
 * @param isHome is the text a number of the own country? Of the numbers behind a code such a one comes first
 */
export function possibleNumbers(
  dialled: string,
  outsidePrefixes: readonly string[],
  isHome: (text: string) => boolean,
): readonly PossibleNumber[] {
  const behindPrefix = withoutPrefix(dialled, outsidePrefixes).map((text) => ({ text, isBehindCode: false }));
  if (!isCode(dialled)) return [{ text: dialled, isBehindCode: false }, ...behindPrefix];
  return [...behindPrefix, ...homeFirst(slices(dialled), isHome)];
}

/**
 * Where a number of the own country begins at the end of a code, its last digits are no number for themselves (`951234567` of
 * `84951234567` is one of Myanmar), nor is it the end of one that begins within the code (`*62` and `89551234567` are no number
 * of Indonesia).
 */
function homeFirst(
  found: readonly PossibleNumber[],
  isHome: (text: string) => boolean,
): readonly PossibleNumber[] {
  const home = found.filter(({ text, isBehindCode }) => isBehindCode && isHome(text));
  return found.filter(
    ({ text, isBehindCode }) =>
      !home.some(
        (one) => one.text !== text && (one.text.endsWith(text) || (!isBehindCode && text.endsWith(one.text))),
      ),
  );
}

/**
 * What the telephone system may dial behind a code or a prefix, however short.
 * @param dialled as `possibleNumbers` takes it
 */
export function textsBehind(dialled: string, outsidePrefixes: readonly string[]): readonly string[] {
  const behind = parts(dialled, outsidePrefixes).filter(({ isGuess }) => !isGuess);
  return behind.map(({ text }) => text).filter((text) => text !== '');
}

/**
 * The ends of a code at which a telephone system may take a number: behind a sign and up to four digits, and behind the digit for
 * a line after them. Where a code ends only the dialplan knows: `*819005551234` may be `*81` and a number at home, and `*8` and
 * a premium one of the United States. None behind one sign within the code (`*21*…`): there the code ends.
 */
export function codeTails(dialled: string): readonly string[] {
  if (!isCode(dialled)) return [];
  const parts = [...dialled.matchAll(/([*#]+)(\d+)/g)];
  const ends = parts.flatMap(([, signs = '', digits = ''], index) => {
    if (index > 0 && signs.length === 1) return [];
    const tails = [digits, ...withoutFirst(digits)];
    return [...tails, ...tails.filter((tail) => LINE_DIGIT.test(tail)).map((tail) => tail.slice(1))];
  });
  return [...new Set(ends)];
}

/** The text without its first one to four digits. */
export function withoutFirst(text: string): readonly string[] {
  return Array.from({ length: MOST_DROPPED }, (_, index) => text.slice(index + 1));
}

/**
 * The longest number behind each code, prefix or line's digit that is one of the country as it stands. A telephone system
 * dials it just as if it had been dialled alone.
 */
export function homeNumbersIn(
  dialled: string,
  country: CountryCode,
  outsidePrefixes: readonly string[],
): readonly HomeNumber[] {
  const found: HomeNumber[] = [];
  for (const one of parts(dialled, outsidePrefixes)) {
    // What a setting or a sign tells hides what is guessed, and not the other way round.
    const isHidden = found.some(
      (longer) => longer.text.endsWith(one.text) && (one.isGuess || !longer.isGuess),
    );
    if (!isHidden && parsePhoneNumberFromString(one.text, country)?.isValid() === true) found.push(one);
  }
  return found.filter(({ text }) => text !== dialled);
}

/** Parts with one end follow each other, the longest first. */
function parts(dialled: string, outsidePrefixes: readonly string[]): readonly HomeNumber[] {
  const behindPrefix = withoutPrefix(dialled, outsidePrefixes).map((text) => ({
    text,
    isBehindCode: false,
    isGuess: false,
  }));
  const others = isCode(dialled)
    ? slices(dialled).map((slice) => ({ ...slice, isGuess: !slice.isBehindCode }))
    : [dialled, ...withoutFirst(dialled)].map((text) => ({ text, isBehindCode: false, isGuess: true }));
  return [...behindPrefix, ...others];
}

function withoutPrefix(dialled: string, outsidePrefixes: readonly string[]): readonly string[] {
  const present = outsidePrefixes.filter((prefix) => dialled.startsWith(prefix));
  return present.map((prefix) => dialled.slice(prefix.length));
}

/** The code itself has four digits at most; the number begins behind any of them. */
function slices(dialled: string): readonly PossibleNumber[] {
  const between = dialled.split(/[*#]+/).filter((part) => part !== '');
  return between.flatMap((part, index) =>
    [0, 1, 2, 3, 4].map((from) => {
      // Behind `*72` in one part with it, or a part of its own: `*72*…`, `#…`.
      const isGlued = index === 0 && dialled.startsWith('*');
      return { text: part.slice(from), isBehindCode: isGlued ? from >= CODE_DIGITS : from === 0 };
    }),
  );
}

function isCode(dialled: string): boolean {
  return /^[*#]/.test(dialled);
}
