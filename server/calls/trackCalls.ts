import type { AgentCall, CallEvent, Party } from './AgentCall';

/**
 * The only function that changes an agent's calls. Events of calls that are not known, or that come twice,
 * change nothing: a telephone system may repeat itself.
 * @param partyOf who has this number
 */
export function trackCalls(
  calls: readonly AgentCall[],
  event: CallEvent,
  partyOf: (number: string) => Party,
): readonly AgentCall[] {
  switch (event.type) {
    case 'began': {
      if (calls.some((call) => call.id === event.id)) return calls;
      const { id, direction, phase, number, at } = event;
      return [...calls, { id, direction, phase, party: partyOf(number), startedAt: at }];
    }
    case 'answered':
      return change(calls, event.id, (call) =>
        call.phase === 'talking'
          ? call
          : { ...call, phase: 'talking', answeredAt: event.at, isHeld: false, isMuted: false },
      );
    case 'held':
      return change(calls, event.id, (call) =>
        call.phase === 'talking' ? { ...call, isHeld: event.isHeld } : call,
      );
    case 'muted':
      return change(calls, event.id, (call) =>
        call.phase === 'talking' ? { ...call, isMuted: event.isMuted } : call,
      );
    case 'connected':
      return change(calls, event.id, (call) => ({ ...call, party: partyOf(event.number) }));
    case 'ended':
      return calls.some((call) => call.id === event.id)
        ? calls.filter((call) => call.id !== event.id)
        : calls;
  }
}

/** The call in conversation: of several the one that is not on hold. */
export function callInConversation(
  calls: readonly AgentCall[],
): Extract<AgentCall, { phase: 'talking' }> | null {
  const talking = calls.flatMap((call) => (call.phase === 'talking' ? [call] : []));
  return talking.find((call) => !call.isHeld) ?? talking[0] ?? null;
}

function change(
  calls: readonly AgentCall[],
  id: string,
  how: (call: AgentCall) => AgentCall,
): readonly AgentCall[] {
  const call = calls.find((one) => one.id === id);
  if (call === undefined) return calls;
  const changed = how(call);
  return changed === call ? calls : calls.map((one) => (one === call ? changed : one));
}
