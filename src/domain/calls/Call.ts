/** Who is at the other end. */
export interface Party {
  /** As the backend has it; null when it knows no name. */
  readonly name: string | null;
  readonly number: string;
  /** amoCRM's id of the contact, digits; null when there is no card. */
  readonly contactId: string | null;
}

/**
 * A live call of the agent, as the backend last told it.
 *
 * ```
 *   talking ⇄ held ──▶ (gone from the backend's report: the call is over)
 * ```
 *
 * The seed's wire tells of a call once people talk; before that it is a pending `originate` on the board.
 */
export type Call = {
  /** The backend's key of the call. */
  readonly id: string;
  readonly party: Party;
  /** When the conversation began, ms since 1970 by the backend's clock. */
  readonly answeredAt: number;
  readonly muted: boolean;
} & ({ readonly phase: 'talking' } | { readonly phase: 'held' });
