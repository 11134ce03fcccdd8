import type { Failure } from '../Failure';

/**
 * What is known of the backend's health.
 *
 * ```
 *   unknown ──succeeded──▶ up ──failed──▶ shaky ──failed, often and long enough──▶ down
 *      │ failed            ▲               │ ▲                                      │
 *      └───────────────────┼───────────────┼─┘                                      │
 *                          └── succeeded ──┴────────────── succeeded ───────────────┘
 * ```
 */
export type ServerHealth = {
  /** When the agent was last told of an outage, ms since 1970; null: never. */
  readonly toldAt: number | null;
} &
  /** Nothing was heard yet. */
  (
    | { readonly state: 'unknown' }
    /** Answers; `isLinked`: it has a connection to the telephone system, so commands work. */
    | { readonly state: 'up'; readonly isLinked: boolean }
    | { readonly state: 'shaky'; readonly failures: number; readonly since: number }
    | { readonly state: 'down'; readonly told: boolean; readonly failure: Failure }
  );

/** Before the first answer. */
export const unknownHealth: ServerHealth = { state: 'unknown', toldAt: null };

/** Can commands work, as far as is known? */
export function isWorking(health: ServerHealth): boolean {
  return health.state !== 'down' && (health.state !== 'up' || health.isLinked);
}
