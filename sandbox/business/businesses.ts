import type { Language } from '../page/DeskState';
import type { Business } from './Business';
import { englishBusiness } from './englishBusiness';
import { russianBusiness } from './russianBusiness';

/** The businesses by the page's language. */
export const businesses: Readonly<Record<Language, Business>> = {
  ru: russianBusiness,
  en: englishBusiness,
};
