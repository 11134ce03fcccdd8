/** An ended call, as the history has it. */
export interface HistoryCall {
  /** The telephone system's key of the whole call. */
  readonly id: string;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  /** ms since 1970. */
  readonly startedAt: number;
  readonly talkSeconds: number;
  readonly outcome: string | null;
  readonly extension: string | null;
  /** Of all agents who took part or were rung. */
  readonly extensions: readonly string[];
  /** All of the call as a text; its whole numbers are read of it. */
  readonly journal: string;
  /** What the agents' list of calls shows of it. */
  readonly details?: string | undefined;
  /** What agents have written of it. */
  readonly note?: string | undefined;
}

/** Ended calls. */
export interface CallHistory {
  /**
   * The newest first. Fails when the history can't be read.
   * @param numberKey by which a client's calls are found; numbers that end alike share it
   */
  page(query: { readonly numberKey: string; readonly limit: number }): Promise<{
    readonly calls: readonly HistoryCall[];
  }>;
}
