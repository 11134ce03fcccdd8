/** Source of access tokens for amoCRM. */
export interface AccessTokens {
  /** The token to use now. Fails with an `AmoFault`. */
  current(signal: AbortSignal): Promise<string>;
  /**
   * Gets a new token after amoCRM has refused this one. Concurrent calls get the same token. Fails with an `AmoFault`.
   */
  renew(refused: string, signal: AbortSignal): Promise<string>;
}
