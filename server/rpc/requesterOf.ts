import type { Proof } from './Identity';

/**
 * Under which the requests of a user who is no agent are counted; null: the user is not proven.
 * @param user the user of the request; null: it is not known
 */
export function requesterOf(
  user: { readonly email: string; readonly userId: number } | null,
  proof: Proof['kind'],
): string | null {
  if (user === null) return null;
  return proof === 'proven' ? provenRequester(user.userId) : user.email.toLowerCase();
}

/** Under which those of a proven user are counted. */
export function provenRequester(userId: number): string {
  return `user ${userId}`;
}
