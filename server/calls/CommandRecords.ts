/** What is remembered of commands where several backends share their memory of them. No function fails but `begin`. */
export interface CommandRecords {
  /**
   * Takes note that the command runs now. `succeeded`: it has run already. `unknown`: another backend began it
   * and did not live to say how it came out; it must not run again.
   * Fails when the note can't be taken; the command must not run then.
   */
  begin(extension: string, commandId: string): Promise<'new' | 'succeeded' | 'unknown'>;
  /** The command that was begun has succeeded. */
  succeeded(extension: string, commandId: string): Promise<void>;
  /** The command that was begun has failed and may be tried again. */
  failed(extension: string, commandId: string): Promise<void>;
}
