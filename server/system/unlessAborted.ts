/** The work's result; when the signal is aborted before, it fails with what `fault` makes, and the work goes on unheard. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, fault: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(fault());
    if (signal.aborted) gone();
    signal.addEventListener('abort', gone);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', gone));
  });
}
