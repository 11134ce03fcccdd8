import type { DialingHours } from './dialingSettings';

/** Is `now` within the hours? @param now ms since 1970 */
export function isOpen({ from, to, days, timeZone }: DialingHours, now: number): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}`;
  const today = part('weekday').toLowerCase();
  const isToday = days.some((day) => day === today);
  if (from < to) return isToday && time >= from && time < to;
  // Over midnight: the hours after it belong to the day before.
  const isSince = days.some((day) => NEXT_DAY[day] === today);
  return (isToday && time >= from) || (isSince && time < to);
}

const NEXT_DAY = { mon: 'tue', tue: 'wed', wed: 'thu', thu: 'fri', fri: 'sat', sat: 'sun', sun: 'mon' };
