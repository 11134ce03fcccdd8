import type { CallBackTask, PromisedCall } from '../crm/callBacks/CallBackList';

/** Calls of a client in vain and call-backs that they were promised, as one line of the company's list. Times in ms since 1970. */
export interface MissedCalls {
  /** Key of the number (`phoneKey`). */
  readonly key: string;
  /** Of the first of the calls, without any of that in which a call-back was promised: by it the wire names the client. */
  readonly id: string;
  /** As the telephone system showed it in the last call. */
  readonly number: string;
  /** Queue or line of the last call; null: not known. */
  readonly line: string | null;
  /** Calls in vain; 0: there is only a promise, and the times are those at which the first and the last one were made. */
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
  /** One a call; none once the client was talked with. */
  readonly promises: readonly PromisedCall[];
  /** In amoCRM, and to be completed once the client was talked with. */
  readonly tasks: readonly CallBackTask[];
}

/**
 * A client who waits to be called back. Changed by `changeMissedClient`.
 *
 * ```
 *        missed · promised                   taken (the button, or an agent calls the number)
 *  (none) ────────────▶ waiting ────────────────────────────────▶ taken ─┐ missed again, promised: stays taken
 *     ▲                 ▲  │  ▲                                     │ ▲───┘
 *     │    missed again,│  │  └── given back · call-back in vain · 15 min ──┘
 *     │ 1 h    promised │  │ talked                                 │ talked
 *     └────────────── talked ◀──────────────────────────────────────┘
 * ```
 * `waiting` and `taken` end as (none) when they are older than calls are kept, and when the last promise of a line without a call
 * in vain is withdrawn. A talk ends the calls before it and the promises that were made before it; a line with a later one waits on.
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
