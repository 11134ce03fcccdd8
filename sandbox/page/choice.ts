/** Choices of this tab: they stand in the address once and are kept for the tab. */
export function choice(name: string, standard: string): string {
  const given = new URLSearchParams(location.search).get(name);
  if (given !== null) sessionStorage.setItem(`sandbox.${name}`, given);
  return sessionStorage.getItem(`sandbox.${name}`) ?? standard;
}

export const language = choice('lang', 'ru') === 'en' ? 'en' : 'ru';

/** Number of the user, from 1. */
export const userNumber = Number(choice('user', '1'));

/** Does the host initialise the widget once, or at each page change? */
export const isInitOnce = choice('init_once', '1') !== '0';
