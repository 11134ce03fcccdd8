import type { Clock } from '../../system/Clock';

/** Resolves after so many milliseconds of the clock. */
export function pause(clock: Pick<Clock, 'after'>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve);
  });
}
