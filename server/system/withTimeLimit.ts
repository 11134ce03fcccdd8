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
  const controller = new AbortController();
  const cancelTimer = clock.after(ms, () => controller.abort(reason));
  const removeListeners = signals.flatMap((signal) => {
    if (signal === undefined) return [];
    const onAbort = (): void => controller.abort(signal.reason);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    return [() => signal.removeEventListener('abort', onAbort)];
  });
  try {
    return await work(controller.signal);
  } finally {
    cancelTimer();
    for (const remove of removeListeners) remove();
  }
}
