/** What the settings say of phones and numbers. */
export interface AsteriskNumbering {
  /**
   * Extension of the agent whose phone this channel is, by the channel's name (`PJSIP/101-0000002a`); null: it
   * is no agent's phone, so the outside. Never asked of Local channels, which are nobody's.
   */
  extensionOf(channel: string): string | null;
  /** Is this number, as the PBX has it, an agent's extension? */
  isAgent(number: string): boolean;
  /** A number of the outside, as amoCRM is to have it. */
  toCrm(number: string): string;
}
