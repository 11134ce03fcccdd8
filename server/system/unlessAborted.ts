/**
 * Settles as `work` does, or rejects with `fault()` as soon as the signal is aborted. The work itself is not stopped; its
 * later result is ignored.
 */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, fault: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(fault());
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
