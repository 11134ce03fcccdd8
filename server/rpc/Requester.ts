/**
 * Whose requests are counted together. Each kind is counted apart: an e-mail, which with `identity: off` anybody may
 * name, neither stands for an agent nor has an agent's count forgotten, however many are named.
 */
export interface Requester {
  /**
   * `user`: proven and no agent; `email`: claimed and no agent's; `network`: of who is not proven; `dialplan`: the kind of
   * key and the network that ask for responsible agents; `crowd`: the network of all e-mails that are no agent's.
   */
  readonly kind: 'agent' | 'user' | 'email' | 'network' | 'dialplan' | 'crowd';
  readonly name: string;
}

/** Counts a request; false: too many. */
export type AllowRequest = (requester: Requester) => boolean;

/** An agent, whatever door the request comes through. */
export function agentRequester(extension: string): Requester {
  return { kind: 'agent', name: extension };
}

/** A proven user who is no agent. @param userId amoCRM's */
export function provenRequester(userId: number): Requester {
  return { kind: 'user', name: String(userId) };
}
