import { language } from './choice';

const words = { ru: { today: 'сегодня' }, en: { today: 'today' } }[language];

/** A duration as minutes and seconds, such as `1:05`. */
export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}

/** Day and time such as `today, 14:05`. @param at s since 1970 */
export function dayAndTime(at: number): string {
  const date = new Date(at * 1_000);
  const time = date.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const isToday = date.toDateString() === new Date().toDateString();
  const day = isToday ? words.today : date.toLocaleDateString(language, { day: 'numeric', month: 'long' });
  return `${day}, ${time}`;
}
