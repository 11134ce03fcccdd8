/** What was made of a text that should be a telephone number. */
export type PhoneNumber =
  | {
      readonly kind: 'number';
      /** What is dialled: digits, with `+` in front or `*`/`#` codes where they stood. */
      readonly number: string;
      /** The extension behind it ("доб. 12"), which the caller dials by hand; empty where there is none. */
      readonly extension: string;
    }
  | { readonly kind: 'invalid' };

/** Longest number that is dialled, digits. E.164 has 15; carriers' prefixes add a few. */
const MAX_DIGITS = 20;

const INVALID: PhoneNumber = { kind: 'invalid' };

/** Mark of an extension behind a number: "доб. 12", "доп 12", "вн. 12", "ext 12", "x12", "#12", ", 12". */
const EXTENSION =
  /^(.*\d.*?)\s*(?:[,;(]\s*)?(?:доб|доп|вн|ext(?:ension)?|x|#|,|;)\.?\s*:?\s*(\d{1,8})[#)]?\s*$/iu;

/**
 * Makes a dialable number of what stands on a page or was typed, such as `+7 (910) 123-45-67 доб. 12`.
 * @param minLength digits of the shortest internal number; a shorter text is no number. `*` codes are exempt.
 */
export function phoneNumber(text: string, minLength: number): PhoneNumber {
  const clean = firstOfSeveral(
    text
      .normalize('NFKC')
      .replace(/^\s*(?:tel|callto|sip):/i, '')
      .trim(),
  );
  if (isFeatureCode(clean)) return { kind: 'number', number: clean, extension: '' };
  const match = EXTENSION.exec(clean);
  const main = compact(match?.[1] ?? clean);
  if (main === null) return INVALID;
  const digits = main.replace('+', '').length;
  if (digits < minLength || digits > MAX_DIGITS) return INVALID;
  return { kind: 'number', number: main, extension: match?.[2] ?? '' };
}

/** Digits with an optional `+` in front; null when anything but the usual separators stands between them. */
function compact(text: string): string | null {
  const bare = text.replace(/[\s().\-\u2010-\u2015\u2212/\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  return /^\+?\d+$/.test(bare) ? bare : null;
}

/** Codes that the PBX itself understands, such as `*97` or `*72#`. */
function isFeatureCode(text: string): boolean {
  return /^[*#][\d*#]{1,20}$/.test(text);
}

/** Of "number, number" the first: a second one is told from an extension by its length. */
function firstOfSeveral(text: string): string {
  const parts = text.split(/[,;|]|\sили\s|\sor\s/);
  const second = parts[1] ?? '';
  const isSecondNumber = second.includes('+') || second.replace(/\D/g, '').length >= 7;
  return isSecondNumber ? (parts[0] ?? '').trim() : text;
}
