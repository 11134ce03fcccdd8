import type { Result } from '../../protocol/methods';
import type { RequestHeaders } from '../../protocol/request';

/** The user of amoCRM that a session token proves. */
export interface ProvenUser {
  readonly userId: number;
  /** As amoCRM's list of users has it; empty: it could not be read. */
  readonly email: string;
}

/**
 * What a request says of its user.
 * ```
 * claimed ── identity: off, as in 1.0.0: the headers are believed
 * required ─┬─ unproven: no session token
 *           ├─ expired: one that has ended, or is another user's or key's
 *           ├─ inactive: the user is switched off in amoCRM, or it has none of them any more
 *           └─ proven
 * ```
 */
export type Proof =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'unproven' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'inactive' | 'proven'; readonly user: ProvenUser };

/** Proves users of amoCRM by tokens. */
export interface Identity {
  /** Reads the session token of a request; never rejects. */
  prove(headers: RequestHeaders): Promise<Proof>;
  /** Has the user been switched off in amoCRM, as far as it is known now? */
  isInactive(userId: number): boolean;
  /**
   * Exchanges amoCRM's token for a session token. Fails with a `CommandFault` (`TokenExpired`, `TokenRefused`, `UserInactive`).
   * @param token null: the request has none
   */
  openSession(token: string | null): Promise<Result<'open_session'>>;
}
