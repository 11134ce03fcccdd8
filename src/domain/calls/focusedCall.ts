import { isLive, type Call } from './Call';

/** The more a call needs the agent, the earlier it stands here. */
const ORDER: readonly Call['phase'][] = ['talking', 'dialing', 'ringing', 'held'];

/** Live calls as they are listed: in the order in which they began. */
export function liveCalls(calls: readonly Call[]): readonly Call[] {
  return calls.filter(isLive);
}

/**
 * The call that the panel's buttons are for.
 * @param chosenId call that the agent has chosen; counts while it lives
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
