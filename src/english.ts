import en from './blank/i18n/en.json';

/** English texts by section: a file of its own in the zip, for a host that has no texts of ours in its language. */
export const english: Readonly<Record<string, unknown>> = en;
