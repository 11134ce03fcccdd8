import type { Clock } from './Clock';

/** The default reason of the abort when the time limit is over. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** Time limit of an asynchronous operation, and the signals that cancel it as well. */
export interface TimeLimit {
  readonly clock: Clock;
  readonly ms: number;
  /** When one of them is aborted, so is the operation's, with the same reason. */
  readonly signals?: readonly (AbortSignal | undefined)[];
  /** Reason of the abort when the time is up; by default a `TimedOut`. */
  readonly reason?: Error;
}

/**
 * Runs `work` with a signal that is aborted after `ms`, or when one of `signals` is. Settles as `work` does, so `work` must
 * react to the signal. Abort listeners are combined by hand, since browsers before 2024 lack `AbortSignal.any`.
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
