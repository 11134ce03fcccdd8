/** Which way a call with a client goes. */
export type CallWay = 'in' | 'out';

/** What becomes of an operator's phone. */
export type CallStage = 'start' | 'answer' | 'end';

/** How a call came out, or that this is not known. */
export type CallOutcome = 'answered' | 'busy' | 'cancelled' | 'noAnswer' | 'unknown';
