import type { Clock } from './Clock';

/** The time was up before there was an answer. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** How long a piece of work may take, and what else ends it. */
export interface TimeLimit {
  readonly clock: Clock;
  readonly ms: number;
  /** Each of them ends the work too, with its reason. */
  readonly signals?: readonly (AbortSignal | undefined)[];
  /** The signal's reason when the time is up; a `TimedOut` where none is given. */
  readonly reason?: Error;
}

/**
 * Runs work with a signal that is aborted when the time is up, or when one of the given signals is. The work has to heed
 * it: its outcome is waited for. Listeners are set by hand here and nowhere else, since browsers before 2024 have no
 * `AbortSignal.any`.
 */
export async function withTimeLimit<T>(
  { clock, ms, signals = [], reason = new TimedOut(`no answer in ${ms} ms`) }: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limited = new AbortController();
  const stop = clock.after(ms, () => limited.abort(reason));
  const listeners = signals.flatMap((signal) => {
    if (signal === undefined) return [];
    const leave = (): void => limited.abort(signal.reason);
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    return [() => signal.removeEventListener('abort', leave)];
  });
  try {
    return await work(limited.signal);
  } finally {
    stop();
    for (const remove of listeners) remove();
  }
}
