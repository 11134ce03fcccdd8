import type { AgentCall, LiveCall, TalkingCall } from './AgentCall';
import { CommandFault } from './CommandFault';
import { callInConversation, liveCalls } from './trackCalls';

/** The live call with this id. Fails with `NoActiveCall` when it is over or not among the agent's `calls`. */
export function liveCall(calls: readonly AgentCall[], callId: string): LiveCall {
  const call = liveCalls(calls).find(({ id }) => id === callId);
  if (call === undefined) throw new CommandFault('NoActiveCall');
  return call;
}

/**
 * The conversation with this id; without an id the one that is not on hold, else the first one on hold. Fails with
 * `NoActiveCall`, or with `WrongPhase` when that call is not answered yet.
 */
export function conversation(calls: readonly AgentCall[], callId: string | undefined): TalkingCall {
  const call = callId === undefined ? callInConversation(calls) : liveCall(calls, callId);
  if (call === null) throw new CommandFault('NoActiveCall');
  if (call.phase !== 'talking') throw new CommandFault('WrongPhase');
  return call;
}

/** The call with this id, which rings at the agent. Fails with `NoActiveCall` or `WrongPhase`. */
export function ringingCall(calls: readonly AgentCall[], callId: string): LiveCall {
  const call = liveCall(calls, callId);
  if (call.phase !== 'ringing') throw new CommandFault('WrongPhase');
  return call;
}

/** The conversations that are not on hold; normally there is one at most. */
export function activeConversations(calls: readonly AgentCall[]): readonly TalkingCall[] {
  return calls.flatMap((call) => (call.phase === 'talking' && !call.isHeld ? [call] : []));
}
