/** How amoCRM's proxy, or the backend behind it, misbehaves. The page's desk and the proxy read this one list. */
export const faultKinds = [
  'none',
  /** The request waits `ms` on its way to the backend. */
  'slow',
  /** The backend gets the request at once; its answer comes after `ms`. */
  'late',
  /** No answer ever. */
  'hang',
  /** The connection breaks. */
  'drop',
  /** The backend gets the request twice; the answer to the first one comes. */
  'double',
  /** The backend gets the request; the answer is an older one to the same user and method. */
  'stale',
  /** 502 with a page of HTML. */
  'badGateway',
  'html',
  'empty',
  'null',
  'number',
  'text',
  /** Status 200 without `content`. */
  'noContent',
  'wrongId',
  'wrongResult',
  /** A standard JSON-RPC error. */
  'jsonRpcError',
  /** Status codes as text: no fault, some backends send them so. */
  'textStatus',
  /** The status `code` and nothing else. */
  'status',
  /** The method fails with `exception`. */
  'exception',
] as const;
