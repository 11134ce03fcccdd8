/** Pattern of the two-digit country codes of E.164. Except for 1 and 7 all other codes have three digits. */
export const TWO_DIGIT_COUNTRY_CODES = '2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]';

/** Matches the country code at the beginning of the digits of an international number without its `+`. */
export const countryCode = new RegExp(`^(?:[17]|${TWO_DIGIT_COUNTRY_CODES}|\\d{3})`);
