/** How channels and numbers are matched to agents, from the settings. */
export interface AsteriskNumbering {
  /**
   * Extension of the agent whose phone this channel is, by its name (`PJSIP/101-0000002a`); null: no agent's phone, so an
   * outside party. Not called for Local channels, which belong to no phone.
   */
  extensionOf(channel: string): string | null;
  /** Is this number, as the PBX has it, an agent's extension? */
  isAgent(number: string): boolean;
  /** Context of the dialplan in which phones of the office begin their calls; absent: not known. */
  readonly context?: string;
  /** Converts an outside number to amoCRM's format. */
  toCrm(number: string): string;
}
