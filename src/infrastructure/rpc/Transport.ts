/** A request to the backend. */
export interface TransportRequest {
  /** Text of the form field `json`. */
  readonly json: string;
  /** With few free connections a transport holds polls back, so that commands are sent at once. */
  readonly kind: 'command' | 'poll';
}

/**
 * Sends a request to the backend and resolves to the body of the answer, as text or as a parsed value; it is not
 * checked yet. Rejects with a `Failure`: `cancelled` once the signal is aborted, else what kept the request from being
 * answered.
 */
export type Transport = (request: TransportRequest, signal: AbortSignal) => Promise<unknown>;
