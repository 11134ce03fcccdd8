/** A card of amoCRM. */
export interface CardLink {
  readonly kind: 'contacts' | 'companies' | 'leads';
  /** amoCRM's id, digits. */
  readonly id: string;
}

/** An open deal of the caller. */
export interface Lead {
  readonly id: string;
  readonly name: string;
  /** In the account's currency; null: not known. */
  readonly price: number | null;
  readonly stage: string | null;
}

/** An ended call with the caller's number. */
export interface PastCall {
  /** When it began, ms since 1970 by the backend's clock. */
  readonly at: number;
  /** Length of the conversation, s. */
  readonly talkSeconds: number;
  readonly isAnswered: boolean;
  /** Name of the agent who talked or was called; null: none. */
  readonly with: string | null;
}

/** Why the call rings at this agent, as far as the backend can say it. */
export type RingReason =
  /** The backend sent it to the responsible agent. */
  | { readonly kind: 'routed'; readonly name: string }
  /** The responsible agent was left out. */
  | { readonly kind: 'busy' | 'doNotDisturb' | 'noExtension'; readonly name: string }
  | { readonly kind: 'transferred'; readonly name: string }
  /** A colleague asks about the client with this number. */
  | { readonly kind: 'consulted'; readonly name: string; readonly about: string };

/** What the agent should know of the caller besides name and number, as the backend knows it of amoCRM. */
export interface CallerCard {
  /** The contact that was chosen for the number, where several have it; null: none was. */
  readonly chosen: { readonly id: string; readonly name: string } | null;
  readonly company: { readonly id: string; readonly name: string } | null;
  readonly responsible: string | null;
  /** Open deals, the likeliest first. */
  readonly leads: readonly Lead[];
  /** Open deals that `leads` leaves out. */
  readonly moreLeads: number;
  /** The next task. `dueAt`: ms since 1970; `of`: the card that it belongs to. */
  readonly task: {
    readonly text: string;
    readonly dueAt: number | null;
    readonly of: CardLink | null;
  } | null;
  /** The newest first. */
  readonly lastCalls: readonly PastCall[];
  readonly reasons: readonly RingReason[];
  /** How old all this may be, s; null: as new as it should be. */
  readonly ageSeconds: number | null;
}
