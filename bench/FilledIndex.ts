/** What a process with a filled index reports. */
export interface FilledIndex {
  /** At rest. */
  readonly rssBytes: number;
  /** At most, while it was filled. */
  readonly peakBytes: number;
  readonly storeBytes: number;
}
