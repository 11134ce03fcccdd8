import en from './blank/i18n/en.json';

/**
 * English texts: section -> its texts. A file of its own in the zip, loaded when the host has none of our texts in its
 * language.
 */
export const english: Readonly<Record<string, unknown>> = en;
