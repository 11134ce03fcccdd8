import { Failure } from '../../domain/Failure';
import type { ProvenSession } from './ProofState';

/**
 * Why another session may help: the backend does not accept this one, or it was opened while amoCRM's users could not
 * be read. Null: it would not help.
 */
export function staleReason(error: unknown, { noAgent }: ProvenSession): 'session' | 'users' | null {
  const { reason, detail } = Failure.from(error);
  if (reason !== 'refused') return null;
  if (detail === 'SessionExpired' || detail === 'IdentityRequired') return 'session';
  return detail === 'UnknownAgent' && noAgent?.reason === 'usersUnread' ? 'users' : null;
}

/** The failure of a request; that of a user without an extension says whom to ask, if the backend has said it. */
export function withWhomToAsk(error: unknown, { noAgent }: ProvenSession): Failure {
  const failure = Failure.from(error);
  if (failure.reason !== 'refused' || failure.detail !== 'UnknownAgent' || noAgent === null) return failure;
  if (noAgent.reason === 'usersUnread') return new Failure('refused', 'proof.usersUnread', { cause: error });
  return noAgent.ask === null ? failure : new Failure('noExtension', noAgent.ask, { cause: error });
}
