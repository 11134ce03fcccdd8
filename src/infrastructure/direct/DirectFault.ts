/** Why the browser could not ask a backend itself: the detail of a `Failure`, and the path of its short text. */
export type DirectFault =
  /** It does not tell a backend that is away, a certificate it does not trust and a missing CORS header apart. */
  | 'direct.notReached'
  /** It was told not to let this site into the local network. */
  | 'direct.localNetwork'
  /** The page's Content-Security-Policy stops requests to this address. */
  | 'direct.policy';

/** Is the detail of a failure one of them? Nobody else's begins so. */
export function isDirectFault(detail: string): detail is DirectFault {
  return detail.startsWith('direct.');
}
