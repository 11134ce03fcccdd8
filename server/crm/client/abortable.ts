import { unlessAborted } from '../../system/unlessAborted';
import { abortFault } from './abortFault';

/** The promise's result; fails with an `AmoFault` when the signal is aborted first, while the work goes on. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return unlessAborted(work, signal, () => abortFault(signal, 'no longer wanted', false));
}
