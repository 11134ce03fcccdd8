import type { Origin } from '../calls/Telephony';

/** Knows where things come from, so that a call can be followed through the log. */
export interface TraceLookup {
  /** The event behind the agent's calls as they are; null: no event of the telephone system. */
  originOf(extension: string): Origin | null;
  /** Key of the whole call that this call of an agent is part of; null: not known. */
  traceOf(callId: string): string | null;
}
