import type { Language } from '../page/DeskState';

/** Name of what is made of a call from an unknown number, as the backend's settings have it. */
export const newNames: Readonly<Record<Language, string>> = {
  ru: 'Звонок {number}',
  en: 'Call from {number}',
};
