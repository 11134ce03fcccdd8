/** A session that the backend has opened for the user of this page. */
export interface ProvenSession {
  readonly token: string;
  /** When the token ends, ms since 1970 by this computer's clock. */
  readonly endsAt: number;
  /** Why the proven user has no agent, and whom to ask; null: there is an agent. */
  readonly noAgent: { readonly reason: 'noExtension' | 'usersUnread'; readonly ask: string | null } | null;
}

/**
 * What this tab knows of the proof of its user.
 *
 * ```
 *   none ──wanted──▶ waiting ──opened──▶ proven ──due──▶ renewing
 *    ▲  ▲               │ ▲               │ │ ▲             │ │
 *    │  └───failed──────┘ └──ended────────┼─┼─┼─────────────┘ │
 *    └──────ended─────────────────────────┘ │ └─opened·failed─┘
 *             opened: the session that ends later ◀┘
 * ```
 * `waiting`: requests wait for an exchange, which the leading tab makes. `renewing`: they go on with the old token.
 */
export type ProofState =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'proven' | 'renewing'; readonly session: ProvenSession };

/** What happens to the proof. */
export type ProofEvent =
  /** A request needs a token. `now`: ms since 1970. */
  | { readonly kind: 'wanted'; readonly now: number }
  /** The leading tab renews the session before its end. */
  | { readonly kind: 'due' }
  /** The exchange, here or in another tab, has succeeded. */
  | { readonly kind: 'opened'; readonly session: ProvenSession }
  | { readonly kind: 'failed' }
  /** The backend does not accept this token any more. */
  | { readonly kind: 'ended'; readonly token: string };

/** The state after an event; the same object when nothing has changed. Pure. */
export function nextProof(state: ProofState, event: ProofEvent): ProofState {
  switch (event.kind) {
    case 'wanted':
      if (state.kind === 'none') return { kind: 'waiting' };
      return state.kind !== 'waiting' && event.now >= state.session.endsAt ? { kind: 'waiting' } : state;
    case 'due':
      return state.kind === 'proven' ? { ...state, kind: 'renewing' } : state;
    case 'opened':
      if ('session' in state && state.session.endsAt > event.session.endsAt) return state;
      return { kind: 'proven', session: event.session };
    case 'failed':
      if (state.kind === 'renewing') return { ...state, kind: 'proven' };
      return state.kind === 'waiting' ? { kind: 'none' } : state;
    case 'ended':
      if (!('session' in state) || state.session.token !== event.token) return state;
      return { kind: state.kind === 'renewing' ? 'waiting' : 'none' };
  }
}
