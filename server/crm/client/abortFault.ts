import { AmoFault } from './AmoFault';

/** The fault of a request that its asker has given up: of the asker's own making, else `aborted`. */
export function abortFault(signal: AbortSignal | undefined, what: string, isDoubtful: boolean): AmoFault {
  const reason: unknown = signal?.reason;
  return new AmoFault(reason instanceof AmoFault ? reason.reason : 'aborted', what, isDoubtful);
}
