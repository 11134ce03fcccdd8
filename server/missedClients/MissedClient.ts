/** Calls of a client in vain, as one line of the company's list. Times in ms since 1970. */
export interface MissedCalls {
  /** Key of the number (`phoneKey`). */
  readonly key: string;
  /** Of the first of the calls: by it the wire names the client. */
  readonly id: string;
  /** As the telephone system showed it in the last call. */
  readonly number: string;
  /** Queue or line of the last call; null: not known. */
  readonly line: string | null;
  readonly count: number;
  /** When the first and the last of the calls began. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** When the last of them ended. */
  readonly endedAt: number;
  /** Ids of the last of the calls, so that a record that comes twice counts once. */
  readonly calls: readonly string[];
  /** Extensions of the agents whose phones rang. */
  readonly rung: readonly string[];
  /** Call-backs that the client has not answered; null: there was none. */
  readonly attempts: { readonly count: number; readonly by: string | null; readonly at: number } | null;
}

/**
 * A client who called in vain. Changed by `changeMissedClient`.
 *
 * ```
 *             missed                         taken (the button, or an agent calls the number)
 *  (none) ────────────▶ waiting ────────────────────────────────▶ taken ─┐ missed again: stays taken
 *     ▲                 ▲  │  ▲                                     │ ▲───┘
 *     │    missed again │  │  └── given back · call-back in vain · 15 min ──┘
 *     │ 1 h             │  │ talked                                 │ talked
 *     └────────────── talked ◀──────────────────────────────────────┘
 * ```
 * `waiting` and `taken` end as (none) when they are older than calls are kept.
 */
export type MissedClient =
  | (MissedCalls & { readonly phase: 'waiting' })
  /** An agent calls the client back: others may not. */
  | (MissedCalls & { readonly phase: 'taken'; readonly by: string; readonly takenAt: number })
  /** Kept for a while, so that agents see who has talked, and a record that comes late opens nothing. */
  | (MissedCalls & {
      readonly phase: 'talked';
      /** Null: a phone that is no agent's. */
      readonly by: string | null;
      readonly talkedAt: number;
    });
