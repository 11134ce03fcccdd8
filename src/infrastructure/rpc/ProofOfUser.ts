/** Gives requests the session token that proves who asks, see `open_session` of the wire. */
export interface ProofOfUser {
  /**
   * Sends a request with the session token, after an exchange if there is none yet. When the backend does not accept
   * the token, the request is sent once more with a new one. Rejects with a `Failure`.
   * @param send sends the request, as often as it is called
   */
  run<T>(send: (sessionToken: string) => Promise<T>): Promise<T>;
}
