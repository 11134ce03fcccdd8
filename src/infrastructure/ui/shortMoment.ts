import type { Texts } from '../amocrm/Texts';

/** A moment as the user's language writes it: of today the time alone, else with the day. @param at ms since 1970, as `now` */
export function shortMoment(at: number, now: number, texts: Texts): string {
  const locale = texts('call.locale');
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(/^[a-z]{2}$/.test(locale) ? locale : undefined, {
    ...(!isToday && { weekday: 'short', day: 'numeric', month: 'short' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
}
