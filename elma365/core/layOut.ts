import type { CallWay } from './callWords';

/**
 * Where an outgoing call's numbers stand. `new`: src is the operator (SDK of 2026). `old`: src is the client, as
 * with incoming calls (the rule of 2022: the operator is always dst).
 */
export type OutgoingLayout = 'new' | 'old';

/** Numbers of a call as ELMA365 wants them. */
export interface LaidOut {
  srcPhone: string;
  dstPhone: string;
}

/** @param operator the member's id; empty: none. @param client digits; empty: hidden */
export function layOut(way: CallWay, operator: string, client: string, outgoing: OutgoingLayout): LaidOut {
  return way === 'out' && outgoing === 'new'
    ? { srcPhone: operator, dstPhone: client }
    : { srcPhone: client, dstPhone: operator };
}
