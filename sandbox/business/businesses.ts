import type { Language } from '../page/deskShapes';
import type { Business } from './Business';
import { englishBusiness } from './englishBusiness';
import { russianBusiness } from './russianBusiness';

/** The business that is played in each language of the page. */
export const businesses: Readonly<Record<Language, Business>> = {
  ru: russianBusiness,
  en: englishBusiness,
};
