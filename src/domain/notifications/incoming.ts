import { isConversation, isRinging, type Call } from '../calls/Call';

/** Calls that ring at the agent. */
export function incoming(calls: readonly Call[]): readonly Call[] {
  return calls.filter(isRinging);
}

/** Should it be heard? Not while the agent talks: the telephone itself beeps then. */
export function shouldRing(calls: readonly Call[]): boolean {
  return incoming(calls).length > 0 && !calls.some(isConversation);
}
