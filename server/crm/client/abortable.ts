import { abortFault } from './abortFault';

/** The work's result, unless the asker is gone before: then it fails with an `AmoFault`, and the work goes on. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(abortFault(signal, 'nobody waits for it', false));
    if (signal.aborted) gone();
    signal.addEventListener('abort', gone);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', gone));
  });
}
