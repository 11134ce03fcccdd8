import type { CallerCard } from '../../../protocol/callerCard';
import type { PastCall } from './CardFacts';

type WireNote = NonNullable<NonNullable<NonNullable<CallerCard['last_calls']>[number]['note']>>;

/** What an agent may know of a past talk of which something was written. */
export interface NotedCall {
  /** Who talked, for how long; of a talk that a colleague went on with, the agent's own part may be all. Null: no agent. */
  readonly extension: string | null;
  readonly talkSeconds: number;
  /** In the order in which they were written. */
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  readonly outcome: NonNullable<WireNote['outcome']> | null;
}

/** What an agent may view of the cards that have a client's number, as `SeenClient` has it. */
export interface SeenCards {
  readonly cards: 'all' | 'some' | 'none';
  readonly isOwned: boolean;
}

/** What the list of past calls would show one agent of the call; null: it is hidden from them, there was no talk, or nothing that they may read. */
export type NotedOf = (call: PastCall, client: SeenCards) => NotedCall | null;
