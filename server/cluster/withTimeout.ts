import type { Clock } from '../system/Clock';
import { TimedOut } from '../system/withTimeLimit';

/** Fails with `TimedOut` when the promise does not settle in time; its later result is ignored. */
export function withTimeout<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = clock.after(ms, () => reject(new TimedOut(`no answer in ${ms} ms`)));
    work.then(resolve, reject).finally(stop);
  });
}
