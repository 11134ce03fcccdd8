import type { Failure } from '../Failure';

/**
 * Whether the backend answers requests.
 *
 * ```
 *   unknown ──succeeded──▶ up ──failed──▶ shaky ──failed, often and long enough──▶ down
 *      │ failed            ▲               │ ▲                                      │
 *      └───────────────────┼───────────────┼─┘                                      │
 *                          └── succeeded ──┴────────────── succeeded ───────────────┘
 * ```
 */
export type ServerHealth = {
  /** When a notice last announced an outage, ms since 1970; null: never. */
  readonly announcedAt: number | null;
} &
  /** No request was answered or has failed yet. */
  (
    | { readonly state: 'unknown' }
    /**
     * The last request was answered. `isLinked`: the backend is connected to the telephone system, so commands work.
     */
    | { readonly state: 'up'; readonly isLinked: boolean }
    /** Too few requests have failed for an outage: `failures` in a row, the first one at `since`, ms since 1970. */
    | { readonly state: 'shaky'; readonly failures: number; readonly since: number }
    /** An outage. `announced`: a notice was shown; `failure`: that of the last request. */
    | { readonly state: 'down'; readonly announced: boolean; readonly failure: Failure }
  );

/** Health before the first request. */
export const unknownHealth: ServerHealth = { state: 'unknown', announcedAt: null };

/** Can commands be expected to work? True also while the health is unknown or shaky. */
export function isWorking(health: ServerHealth): boolean {
  return health.state !== 'down' && (health.state !== 'up' || health.isLinked);
}
