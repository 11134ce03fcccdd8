import { isLive, type Call } from './Call';

/** Phases by priority: the first one that a call is in decides which call has the focus. */
const ORDER: readonly Call['phase'][] = ['talking', 'dialing', 'ringing', 'held'];

/** The calls that are not over, in the order of the report: the oldest first. */
export function liveCalls(calls: readonly Call[]): readonly Call[] {
  return calls.filter(isLive);
}

/**
 * The call that the panel's buttons act on; null when there is no live call.
 * @param chosenId id of the call that the agent has chosen; ignored once that call is over
 */
export function focusedCall(calls: readonly Call[], chosenId: string | null): Call | null {
  const live = liveCalls(calls);
  const chosen = live.find(({ id }) => id === chosenId);
  if (chosen !== undefined) return chosen;
  for (const phase of ORDER) {
    const call = live.find((one) => one.phase === phase);
    if (call !== undefined) return call;
  }
  return null;
}
