import type { AgentCall, LiveCall, TalkingCall } from './AgentCall';
import { liveCalls } from './trackCalls';

/** An attended transfer under way. */
export interface Consultation {
  /** The client's call, which is to be transferred. */
  readonly client: TalkingCall;
  /** The call with the person consulted; it may still be dialing. */
  readonly consulting: LiveCall;
}

/** The agent's consultation under way: both of its calls are live. Null: there is none. */
export function consultation(calls: readonly AgentCall[]): Consultation | null {
  for (const consulting of liveCalls(calls)) {
    const client = calls.find(({ id }) => id === consulting.consultOf);
    if (client?.phase === 'talking') return { client, consulting };
  }
  return null;
}
