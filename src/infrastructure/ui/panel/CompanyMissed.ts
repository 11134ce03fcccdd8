/** What the panel's badge says of the company's missed calls. */
export interface CompanyMissed {
  /** Clients who wait for a call that no colleague is about to make. */
  readonly count: number;
  /** There is something in the list. */
  readonly isShown: boolean;
  /** Name of the colleague who has taken the client with this number now; null: not known, or none has. */
  readonly holderOf: (number: string) => string | null;
}
