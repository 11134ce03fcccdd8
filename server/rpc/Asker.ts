import type { RequestHeaders } from '../../protocol/request';
import type { Agent } from '../calls/Agent';
import type { AgentDirectory } from '../calls/AgentDirectory';
import type { DispatchResult } from './DispatchResult';
import type { Proof } from './Identity';
import { agentRequester, provenRequester, type Requester } from './Requester';

/** Who sends a request. */
export interface Asker {
  readonly proof: Proof['kind'];
  /** The user who is believed to ask; null: it has to be proven, and is not. */
  readonly user: NonNullable<DispatchResult['unknownUser']> | null;
  /** Null: the user is no agent, or not proven. */
  readonly agent: Agent | null;
  /** Whose limits the requests count in; null: the sender is not proven, and refused requests are counted by network. */
  readonly requester: Requester | null;
}

/**
 * Who sends a request with these headers. With `identity: off` it is the user that the headers name: there, and only
 * there, the key alone is enough to use up an agent's requests.
 */
export function askerOf(headers: RequestHeaders, proof: Proof, directory: AgentDirectory): Asker {
  const user = userOf(headers, proof);
  const agent = user === null ? null : agentOf(user, proof, directory);
  return { proof: proof.kind, user, agent, requester: requesterOf(user, agent, proof) };
}

function userOf({ amouser_email: email, amouser_id: userId }: RequestHeaders, proof: Proof): Asker['user'] {
  if (proof.kind === 'claimed') return { email, userId };
  return proof.kind === 'proven' || proof.kind === 'inactive' ? proof.user : null;
}

function agentOf(
  { email, userId }: NonNullable<Asker['user']>,
  proof: Proof,
  directory: AgentDirectory,
): Agent | null {
  if (proof.kind === 'inactive') return null;
  return proof.kind === 'proven' ? directory.ofProvenUser(email, userId) : directory.ofUser(email, userId);
}

function requesterOf(user: Asker['user'], agent: Agent | null, proof: Proof): Requester | null {
  if (user === null) return null;
  if (agent !== null) return agentRequester(agent.extension);
  return proof.kind === 'claimed'
    ? { kind: 'email', name: user.email.toLowerCase() }
    : provenRequester(user.userId);
}
