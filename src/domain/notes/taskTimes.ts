/** A ready time of a next task. */
export interface TaskTime {
  readonly kind: 'default' | 'hour' | 'evening' | 'morning';
  /** ms since 1970 */
  readonly dueAt: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Hours of the day, by this computer's clock. */
const EVENING = 18;
const MORNING = 10;

/** Hours in which a time that the agent has not chosen may lie. */
const DAY = { begin: 8, end: 20 };

/** Least time from now to "this evening", ms: later in the day it is not offered. */
const LEAST_MS = HOUR_MS;

/**
 * The times that are offered for a next task, the outcome's own first. Pure, but for the time zone.
 * @param now ms since 1970 @param inMinutes of the outcome's task; null: it has none
 */
export function taskTimes(now: number, inMinutes: number | null): readonly TaskTime[] {
  const evening = at(now, 0, EVENING);
  return [
    ...(inMinutes === null ? [] : [{ kind: 'default' as const, dueAt: now + inMinutes * MINUTE_MS }]),
    ...(inMinutes === 60 ? [] : [{ kind: 'hour' as const, dueAt: now + HOUR_MS }]),
    ...(evening - now < LEAST_MS ? [] : [{ kind: 'evening' as const, dueAt: evening }]),
    { kind: 'morning', dueAt: at(now, 1, MORNING) },
  ];
}

/** Of `taskTimes` the first one that is sensible where none was chosen: the outcome's own, else the first one by day. */
export function firstTaskTime(now: number, inMinutes: number | null): number {
  const times = taskTimes(now, inMinutes);
  const isByDay = ({ kind, dueAt }: TaskTime): boolean => {
    const hour = new Date(dueAt).getHours();
    return kind === 'default' || (hour >= DAY.begin && hour < DAY.end);
  };
  return times.find(isByDay)?.dueAt ?? at(now, 1, MORNING);
}

/** This hour of the day that is so many days away. */
function at(now: number, days: number, hour: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime();
}
