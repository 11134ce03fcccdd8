import type { Agent } from './Agent';

/** What a number is dialled for: a call of the agent, or to hand a client over (redirect, consultation). */
export type DialPurpose = 'call' | 'transfer';

/** What may be dialled, how often and when. */
export interface DialBounds {
  /**
   * Counts the number as dialled. Fails with `NumberForbidden`, `TransferForbidden`, `OutsideHours`, `TooManyRequests` (the
   * limit of a minute) or `TooManyCalls` (that of a day).
   * @param number as the agent dials it
   */
  demand(agent: Agent, number: string, purpose: DialPurpose): void;
}

/** Everything may be dialled: for the backend in the browser, where the telephone system alone knows of an agent's rights. */
export const unbounded: DialBounds = { demand: () => undefined };
