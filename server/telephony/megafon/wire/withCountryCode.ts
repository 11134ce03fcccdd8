/** Least digits of a number with a country's code; shorter ones are internal or of service. */
const LEAST_DIGITS = 8;

/** A Russian number as the VATS has it. */
const RUSSIAN = /^7\d{10}$/;

/**
 * A number of the VATS as the rules `toCrm` get it: a foreign one with `+`. Its digits begin with the country's code, so that
 * ten of them (`960…` of the Maldives), or eleven behind an 8 (`852…` of Hong Kong), are no Russian number; the rules, which
 * are those of all telephone systems, would take them for one.
 * @param digits as `phoneDigits` gives them
 */
export function withCountryCode(digits: string): string {
  const isForeign = /^\d+$/.test(digits) && digits.length >= LEAST_DIGITS && !RUSSIAN.test(digits);
  return isForeign ? `+${digits}` : digits;
}
