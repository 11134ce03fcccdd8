import type { Method } from '../../protocol/methods';
import type { Proof } from './Identity';

/** What becomes of a request, by the proof of its user. `unknown`: the method does not exist in this mode. */
export type Access = 'run' | 'unknown' | 'IdentityRequired' | 'SessionExpired' | 'UserInactive';

/** Decides whether a request may run its method. Nothing but `ping` and `open_session` runs for a user who is not proven. */
export function decideAccess(method: Method, proof: Proof['kind']): Access {
  if (proof === 'claimed') return method === 'open_session' ? 'unknown' : 'run';
  if (method === 'ping' || method === 'open_session' || proof === 'proven') return 'run';
  if (proof === 'inactive') return 'UserInactive';
  return proof === 'expired' ? 'SessionExpired' : 'IdentityRequired';
}
