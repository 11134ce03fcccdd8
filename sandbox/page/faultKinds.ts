/** Faults that the proxy can play, of amoCRM's proxy itself or of a backend. Shared by the desk and the proxy. */
export const faultKinds = [
  'none',
  /** The request waits `ms` on its way to the backend. */
  'slow',
  /** The backend gets the request at once; its answer comes after `ms`. */
  'late',
  /** There is no answer. */
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
  /** Status codes as strings, as some backends send them: the widget must accept these. */
  'textStatus',
  /** An answer with the status `code` and no result. */
  'status',
  /** The method fails with `exception`. */
  'exception',
] as const;
