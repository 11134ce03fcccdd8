/** Which way a call with a client goes. */
export type CallWay = 'in' | 'out';

/** Where an operator's phone stands in a call. */
export type CallStage = 'start' | 'answer' | 'end';

/** How a call ended, or that this is not known. */
export type CallOutcome = 'answered' | 'busy' | 'cancelled' | 'noAnswer' | 'unknown';
