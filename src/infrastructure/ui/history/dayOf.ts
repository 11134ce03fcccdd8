import type { Texts } from '../../amocrm/Texts';

const DAY_MS = 86_400_000;

/** The day of a moment in words. @param at ms since 1970, as `now` */
export function dayOf(at: number, now: number, texts: Texts): string {
  const day = new Date(at).toDateString();
  if (day === new Date(now).toDateString()) return texts('history.today');
  if (day === new Date(now - DAY_MS).toDateString()) return texts('history.yesterday');
  const options = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return format(options, texts).format(at);
}

/** The time of day. @param at ms since 1970 */
export function timeOf(at: number, texts: Texts): string {
  return format({ hour: 'numeric', minute: '2-digit' }, texts).format(at);
}

/** By language and parts: to make one takes far longer than to use it. */
const formats: Record<string, Intl.DateTimeFormat> = {};

function format(options: Intl.DateTimeFormatOptions, texts: Texts): Intl.DateTimeFormat {
  const locale = texts('call.locale');
  const known = /^[a-z]{2}$/.test(locale) ? locale : undefined;
  return (formats[`${known}${Object.keys(options).join('')}`] ??= new Intl.DateTimeFormat(known, options));
}
