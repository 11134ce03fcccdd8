import type { Clock } from '../system/Clock';

/** What was waited for did not come in time. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** Fails with `TimedOut` when the work is not done in time; what it comes to later is of no interest. */
export function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = clock.after(ms, () => reject(new TimedOut(`no answer in ${ms} ms`)));
    work.then(resolve, reject).finally(stop);
  });
}
