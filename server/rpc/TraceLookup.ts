import type { Origin } from '../calls/Telephony';

/** Finds the whole call behind a request, so that log lines of one call can be found by its id. */
export interface TraceLookup {
  /** Origin of the event that made the last change of the agent's state; null: no event of the telephone system. */
  originOf(extension: string): Origin | null;
  /** Id of the whole call that this call of an agent is part of; null: not known. */
  traceOf(callId: string): string | null;
}
