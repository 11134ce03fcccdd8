/** One request to the backend. */
export interface TransportRequest {
  /** Text of the form field `json`. */
  readonly json: string;
  /** Polls give way to commands when connections run short. */
  readonly lane: 'command' | 'poll';
}

/**
 * Carries a request to the backend and its answer back, whatever that is: text or a parsed value.
 * Fails with a `Failure` (`unreachable`, or `cancelled` once the signal is aborted).
 */
export type Transport = (request: TransportRequest, signal: AbortSignal) => Promise<unknown>;
