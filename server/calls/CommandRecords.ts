/** Outcomes of commands, shared by the backends of a cluster. Only `begin` can fail. */
export interface CommandRecords {
  /**
   * Records that the command runs now (`new`). `succeeded`: it has run already. `unknown`: another backend began it and
   * stopped before it recorded the outcome, so the command must not run again.
   * Fails when nothing could be recorded; the command must not run then.
   */
  begin(extension: string, commandId: string): Promise<'new' | 'succeeded' | 'unknown'>;
  /** Records that the command, for which `begin` gave `new`, has succeeded. */
  succeeded(extension: string, commandId: string): Promise<void>;
  /** Records that the command, for which `begin` gave `new`, has failed: it may run again. */
  failed(extension: string, commandId: string): Promise<void>;
}
