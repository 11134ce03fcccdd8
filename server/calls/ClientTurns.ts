/** Keeps two agents from calling one client of the company's missed calls back at the same time. */
export interface ClientTurns {
  /**
   * Is a call to this number the call-back of a client whom the agent may see in the list, or of a call that they have just missed?
   * Never fails.
   */
  isCallBack(extension: string, number: string): Promise<boolean>;
  /** Has a colleague taken the client, or do they call the number or talk with it now? */
  isTaken(extension: string, number: string): boolean;
  /** The telephone system gets the agent's call to the number. @returns to be called when it refuses the call */
  begin(extension: string, number: string): () => void;
}
