import { isConversation, isRinging, type Call } from '../calls/Call';

/** The calls that ring at the agent's phone. */
export function ringingCalls(calls: readonly Call[]): readonly Call[] {
  return calls.filter(isRinging);
}

/** Should the ringtone play? Not during a conversation: the phone itself signals a second call. */
export function shouldRing(calls: readonly Call[]): boolean {
  return ringingCalls(calls).length > 0 && !calls.some(isConversation);
}
