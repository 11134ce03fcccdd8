/** Why the user can't be proven, besides the backend's own reasons: the detail of a `Failure` and the path of its text. */
export type ProofFault =
  /** amoCRM has given the widget no token of its user. */
  | 'proof.noToken'
  /** The browser is logged in to amoCRM as another user than this page was opened by. */
  | 'proof.otherUser'
  /** The backend could not read amoCRM's list of users, so it does not know which agent the user is. */
  | 'proof.usersUnread';

/** Is the detail of a failure a `ProofFault`? Only these begin with `proof.`. */
export function isProofFault(detail: string): detail is ProofFault {
  return detail.startsWith('proof.');
}
