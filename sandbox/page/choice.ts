import './styleFrame';

/**
 * An option of this tab: read from the page's query, and kept for the tab's later pages.
 * @param standard its default
 */
export function choice(name: string, standard: string): string {
  const given = new URLSearchParams(location.search).get(name);
  if (given !== null) sessionStorage.setItem(`sandbox.${name}`, given);
  return sessionStorage.getItem(`sandbox.${name}`) ?? standard;
}

/** Language of the widget's texts. */
export const widgetLanguage =
  (['en', 'es', 'pt'] as const).find((one) => one === choice('lang', 'ru')) ?? 'ru';

/** Language of the page itself, which has no Spanish and no Portuguese. */
export const language = widgetLanguage === 'ru' ? 'ru' : 'en';

/** Number of the user, from 1. */
export const userNumber = Number(choice('user', '1'));

/** Whether the host initialises the widget once, and not at each page change. */
export const isInitOnce = choice('init_once', '1') !== '0';
