import type { Clock } from './Clock';

/**
 * Runs `step`. Resolves to true once it has ended, to false when `ms` have passed before; rejects with its error. After
 * the limit it runs on, and how it ends then is ignored.
 */
export function endsWithin(ms: number, step: () => Promise<void> | void, clock: Clock): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancelTimer = clock.after(ms, () => resolve(false));
    void Promise.resolve()
      .then(step)
      .then(() => resolve(true), reject)
      .finally(cancelTimer);
  });
}
