/** Where the token comes from that amoCRM knows us by. */
export interface AccessTokens {
  /** The token to use now. Fails with an `AmoFault`. */
  current(signal: AbortSignal): Promise<string>;
  /**
   * A new one, when amoCRM refuses this one. Whoever asks at the same time gets the same. Fails with an `AmoFault`
   * when there is none to be had.
   */
  renew(refused: string, signal: AbortSignal): Promise<string>;
}
