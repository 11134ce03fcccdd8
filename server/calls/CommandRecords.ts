/** A command as it may come again. */
export interface RepeatableCommand {
  /** One of the agent's ids of commands. */
  readonly id: string;
  /** Its parameters, in one form; another text is another command. Whole numbers stand in it: it goes to no log. */
  readonly content: string;
}

/**
 * What became of a command before. `unknown`: another backend began it and stopped before it recorded the outcome, so it
 * must not run again. `other`: the id belongs to a command with another content.
 */
export type EarlierCommand = 'new' | 'succeeded' | 'unknown' | 'other';

/** Outcomes of commands, shared by the backends of a cluster. Only `begin` can fail. */
export interface CommandRecords {
  /**
   * Records that the command runs now, if it is `new`.
   * Fails when nothing could be recorded; the command must not run then.
   */
  begin(extension: string, command: RepeatableCommand): Promise<EarlierCommand>;
  /** Records that the command, for which `begin` gave `new`, has succeeded. */
  succeeded(extension: string, command: RepeatableCommand): Promise<void>;
  /** Records that the command, for which `begin` gave `new`, has failed: it may run again. */
  failed(extension: string, command: RepeatableCommand): Promise<void>;
}
