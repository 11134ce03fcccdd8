/** Whose turn it is to call one client back, as an agent may know it. */
export interface CallBackTurn {
  /**
   * Has a colleague taken the client, or do they call the number? Or do they talk with a client who has called, and the agent may
   * see what this colleague does for them?
   */
  isTaken(): boolean;
}

/** Keeps two agents from calling one client of the company's missed calls back at the same time. */
export interface ClientTurns {
  /**
   * A call to this number, as the call-back of a client whom the agent may see in the list, or of a call that they have just
   * missed; null: it is none. Never fails.
   */
  callBackOf(extension: string, number: string): Promise<CallBackTurn | null>;
  /** The telephone system gets the agent's call to the number. @returns to be called when it refuses the call */
  begin(extension: string, number: string): () => void;
}
