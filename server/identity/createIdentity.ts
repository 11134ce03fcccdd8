import type { Identity } from '../rpc/Identity';
import type { IdentitySettings } from './identitySettings';
import { UserIdentity, type FindEmail, type UserIdentityOptions } from './UserIdentity';

/**
 * Builds what proves users; undefined: identity is off, and the headers of requests are believed.
 * @param crm amoCRM's side; null: it is not configured
 */
export function createIdentity(
  settings: IdentitySettings | undefined,
  options: Omit<UserIdentityOptions, 'findEmail' | 'isInactive'>,
  crm: { readonly userEmail: FindEmail; isInactive(userId: number): boolean } | null,
): Identity | undefined {
  if (settings?.mode !== 'required') return undefined;
  return new UserIdentity(settings, {
    ...options,
    findEmail: crm && ((userId, signal) => crm.userEmail(userId, signal)),
    isInactive: (userId) => crm?.isInactive(userId) ?? false,
  });
}
