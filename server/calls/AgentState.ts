import type { AgentCall } from './AgentCall';
import type { CallEvent, CallWent, CardRead, NoteChanged, PartyIdentified } from './CallEvent';
import { isShownAlike, showAgain, type PartiesShownAgain } from './showAgain';
import type { FindParty } from './Party';
import type { Origin } from './Telephony';
import { trackCalls, type CallForgotten } from './trackCalls';
import { trackMissed, type MissedCall, type MissedRestored, type MissedSeen } from './trackMissed';

/** All that the backend knows of an agent's calls. `get_agent_status` sends it as an `AgentStatus`. */
export interface AgentState {
  readonly calls: readonly AgentCall[];
  readonly missed: readonly MissedCall[];
  /** Grows with each change that the agent may see. It is never less than the clock (ms since 1970), so it grows over restarts too. */
  readonly revision: number;
  /** Origin of the event that made the last change; null: the change was no event of the telephone system. */
  readonly origin: Origin | null;
}

/** What may change an agent's state. */
export type AgentStateEvent =
  | CallEvent
  | CallForgotten
  | CallWent
  | CardRead
  | NoteChanged
  | MissedSeen
  | MissedRestored
  | PartyIdentified
  | PartiesShownAgain;

/**
 * The state after the event; the same object when nothing has changed.
 * @param partyOf finds the party that has a number
 * @param now ms since 1970
 */
export function nextAgentState(
  state: AgentState,
  event: AgentStateEvent,
  partyOf: FindParty,
  now: number,
  origin: Origin | null = null,
): AgentState {
  const { calls, missed } = nextCalls(state, event, partyOf);
  if (calls === state.calls && missed === state.missed) return state;
  // A change that the agent may not see answers no poll: the answer would show that the number is a client's.
  if (event.type === 'identified' && isShownAlike(calls, state.calls) && isShownAlike(missed, state.missed))
    return { ...state, calls, missed };
  return { calls, missed, revision: Math.max(state.revision + 1, now), origin };
}

function nextCalls(
  state: AgentState,
  event: AgentStateEvent,
  partyOf: FindParty,
): Pick<AgentState, 'calls' | 'missed'> {
  if (event.type === 'shownAgain')
    return { calls: withoutCards(showAgain(state.calls, event)), missed: showAgain(state.missed, event) };
  if (event.type === 'cardRead' || event.type === 'noteChanged' || event.type === 'went')
    return { calls: trackCalls(state.calls, event, partyOf), missed: state.missed };
  const isOfMissed = event.type === 'missedSeen' || event.type === 'missedRestored';
  const calls = isOfMissed ? state.calls : trackCalls(state.calls, event, partyOf);
  return { calls, missed: trackMissed(state.missed, event, state.calls, calls) };
}

/** What is on them may be what the agent may not see any more; they are made again. */
function withoutCards(calls: readonly AgentCall[]): readonly AgentCall[] {
  return calls.some(({ card }) => card !== undefined)
    ? calls.map((call) => ({ ...call, card: undefined }))
    : calls;
}
