import type { Clock } from '../system/Clock';

/** The time limit passed before the result. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** Fails with `TimedOut` when the promise does not settle in time; its later result is ignored. */
export function withTimeout<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = clock.after(ms, () => reject(new TimedOut(`no answer in ${ms} ms`)));
    work.then(resolve, reject).finally(stop);
  });
}
