import type { Agent } from './Agent';
import type { AgentCall } from './AgentCall';

/** What a number is dialled for: a call of the agent, or to hand a client over (redirect, consultation). */
export type DialPurpose = 'call' | 'transfer';

/** The outer end of a call that is joined to another. */
export interface JoinedEnd {
  readonly number: string;
  readonly direction: AgentCall['direction'];
}

/** What may be dialled, how often and when. */
export interface DialBounds {
  /**
   * Counts the number as dialled. Fails with `NumberForbidden`, `TransferForbidden`, `OutsideHours`, `TooManyRequests` (the
   * limit of a minute) or `TooManyCalls` (that of a day).
   * @param number as the agent dials it
   */
  demand(agent: Agent, number: string, purpose: DialPurpose): void;
  /**
   * Whether these two may talk without the agent. Fails with `TransferForbidden` when one was dialled abroad and the other
   * is outside of the office too.
   */
  demandJoin(agent: Agent, ends: readonly [JoinedEnd, JoinedEnd]): void;
}

/** Everything may be dialled: for the backend in the browser, where the telephone system alone knows of an agent's rights. */
export const unbounded: DialBounds = { demand: () => undefined, demandJoin: () => undefined };

/** The other end of the agent's call. */
export function endOf({ party, direction }: AgentCall): JoinedEnd {
  return { number: party.number, direction };
}

/** The end that `number` will be once it is dialled. */
export function endToDial(number: string): JoinedEnd {
  return { number, direction: 'outbound' };
}
