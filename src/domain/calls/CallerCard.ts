import type { Presence } from '../phonebook/Contact';

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
  /** Null: not known. */
  readonly price: number | null;
  readonly stage: string | null;
}

/** An ended call with the caller's number. */
export interface PastCall {
  /** When it began, ms since 1970 by the backend's clock. */
  readonly at: number;
  /** Length of the conversation, s. */
  readonly talkSeconds: number;
  /** Who called: the client, or the company. */
  readonly direction: 'inbound' | 'outbound';
  /** `missed`: the client called, and was not answered; `unanswered`: the client was called, and did not. */
  readonly outcome: 'talked' | 'missed' | 'unanswered';
  /** Name of the agent who talked or was called; null: none. */
  readonly with: string | null;
  /** What was written of it, as far as the agent may read it; null: nothing, or it is not the last one of which something was. */
  readonly note: PastNote | null;
}

/** What was written of a past call. */
export interface PastNote {
  /** What it ended with, by language, such as `ru`; missing: nothing was chosen. */
  readonly outcome?: Readonly<Record<string, string | null | undefined>> | null | undefined;
  readonly text?: string | null | undefined;
}

/** Why the call rings at this agent, as far as the backend can say it. */
export interface RingReason {
  readonly kind:
    /** The backend sent it to the responsible agent. */
    | 'routed'
    /** The responsible agent was left out. */
    | 'busy'
    | 'doNotDisturb'
    | 'transferred'
    /** The agent has handed the call over, and it came back. */
    | 'refused'
    /** A colleague asks about the client of the card. */
    | 'consulted';
  /** Name of that agent or colleague. */
  readonly name: string;
}

/** Name of a card of amoCRM. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the agent should know of the caller besides name and number, as the backend knows it of amoCRM. */
export interface CallerCard {
  /** Number of the client of the card when it is not the other end of the call; null: it is. */
  readonly about: string | null;
  /** Null: none has the number, or several have it and none was chosen. */
  readonly contact: Named | null;
  /** Of several contacts of the number it is the one that was chosen. */
  readonly isChosen: boolean;
  readonly company: Named | null;
  /** `presence`: what they do now; null: not known. */
  readonly responsible: { readonly name: string; readonly presence: Presence } | null;
  /** Open deals, the likeliest first. */
  readonly leads: readonly Lead[];
  /** ISO code of the currency of their sums; null: not known. */
  readonly currency: string | null;
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
