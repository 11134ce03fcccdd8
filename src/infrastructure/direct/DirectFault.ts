/** Why a direct request to the backend has failed: the detail of a `Failure` and the path of its text. */
export type DirectFault =
  /** No connection, an untrusted certificate or a missing CORS header; the browser does not say which. */
  | 'direct.notReached'
  /** The browser's permission for the local network is denied to this site. */
  | 'direct.localNetwork'
  /** The page's Content-Security-Policy blocks requests to this address. */
  | 'direct.policy';

/** Is the detail of a failure a `DirectFault`? Only these begin with `direct.`. */
export function isDirectFault(detail: string): detail is DirectFault {
  return detail.startsWith('direct.');
}
