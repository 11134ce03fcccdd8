import { AmoFault } from './AmoFault';

/** The fault of an aborted request: with the reason of the signal's `AmoFault`, else `aborted`. */
export function abortFault(signal: AbortSignal | undefined, what: string, isDoubtful: boolean): AmoFault {
  const reason: unknown = signal?.reason;
  return new AmoFault(reason instanceof AmoFault ? reason.reason : 'aborted', what, isDoubtful);
}
