import type { AgentCall } from './AgentCall';
import type { CallEvent, PartyIdentified } from './CallEvent';
import type { FindParty } from './Party';
import type { Origin } from './Telephony';
import { trackCalls, type CallForgotten } from './trackCalls';
import { trackMissed, type MissedCall, type MissedSeen } from './trackMissed';

/** All that the backend knows of an agent's calls. */
export interface AgentState {
  readonly calls: readonly AgentCall[];
  readonly missed: readonly MissedCall[];
  /** Grows with each change, also over restarts, since it is never behind the clock (ms since 1970). */
  readonly revision: number;
  /** Where the last change comes from; null: from no event of the telephone system. */
  readonly origin: Origin | null;
}

/** What may change a state. */
export type AgentStateEvent = CallEvent | CallForgotten | MissedSeen | PartyIdentified;

/**
 * The state after the event; the same state when nothing has changed.
 * @param partyOf who has this number
 * @param now ms since 1970
 */
export function nextAgentState(
  state: AgentState,
  event: AgentStateEvent,
  partyOf: FindParty,
  now: number,
  origin: Origin | null = null,
): AgentState {
  const calls = event.type === 'missedSeen' ? state.calls : trackCalls(state.calls, event, partyOf);
  const missed = trackMissed(state.missed, event, state.calls, calls);
  if (calls === state.calls && missed === state.missed) return state;
  return { calls, missed, revision: Math.max(state.revision + 1, now), origin };
}
