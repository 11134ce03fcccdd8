/** Two-digit country codes of E.164; those of three digits are all others but 1 and 7. */
export const TWO_DIGITS = '2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]';

/** The country code in front of a number's digits. */
export const COUNTRY = new RegExp(`^(?:[17]|${TWO_DIGITS}|\\d{3})`);
