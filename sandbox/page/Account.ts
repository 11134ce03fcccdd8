import type { Language } from './DeskState';

/** A user of the imitated account. */
export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  /** Extension, also the telephone of the user's profile. Empty: not an agent of the backend. */
  readonly extension: string;
  /** False: may add no cards. */
  readonly mayAdd?: boolean;
  /** True: views only cards for which the user is responsible. */
  readonly viewsOwn?: boolean;
}

/** A card of the imitated account: contact, lead or company. */
export interface Card {
  readonly kind: CardKind;
  /** Digits. */
  readonly id: string;
  readonly name: string;
  readonly phones: readonly string[];
  readonly note: string;
  /** Of a contact: id of its company's card. */
  readonly company?: string;
  /** Of a lead: id of its contact's card. */
  readonly contact?: string;
  /** Id of the responsible user. */
  readonly responsible?: number;
  /** Of a lead: id of its stage. */
  readonly stage?: number;
  /** Of a lead: its sum in the account's currency. */
  readonly price?: number;
  /** The contact is missing in the backend's phone book. */
  readonly isOnlyInAmo?: boolean;
}

/** Kinds of cards, as in the paths of the host's pages and of the API. */
export type CardKind = 'contacts' | 'leads' | 'companies';

/** A stage of the account's only pipeline. */
export interface Stage {
  readonly id: number;
  readonly name: string;
}

/** A call in the feed of a card, posted by a backend. */
export interface FeedCall {
  readonly id: number;
  /** The card that amoCRM has found for it. */
  readonly card: { readonly kind: CardKind; readonly id: string };
  readonly direction: 'inbound' | 'outbound';
  readonly phone: string;
  /** Length of the conversation, s. */
  readonly duration: number;
  /** amoCRM's `call_status`, 1 to 7; null: not given. */
  readonly status: number | null;
  /** amoCRM's `call_result`: how it ended, in words; empty: not given. */
  readonly result: string;
  /** URL of the recording; null: none. */
  readonly link: string | null;
  /** Who answered or made it: id of a user, or a name to show; null: not known. */
  readonly who: number | string | null;
  /** Name of the telephony that has posted it. */
  readonly source: string;
  /** Unique key of the call, as posted. */
  readonly uniq: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/** A text in the feed of a card. */
export interface FeedNote {
  readonly id: number;
  readonly card: { readonly kind: CardKind; readonly id: string };
  readonly text: string;
  /** Id of the user; null: the integration itself. */
  readonly who: number | null;
  /** s since 1970 */
  readonly at: number;
  /** Of the last change, s since 1970. */
  readonly changedAt: number;
}

/** A caller without a card, waiting to be accepted or declined. */
export interface UnsortedCall {
  readonly uid: string;
  /** Key given by the sender, `source_uid`. */
  readonly sourceUid: string;
  readonly name: string;
  readonly call: Omit<FeedCall, 'id' | 'card'>;
}

/** A task of a user. */
export interface Task {
  readonly id: number;
  readonly text: string;
  /** Due time, s since 1970. */
  readonly till: number;
  /** s since 1970 */
  readonly createdAt: number;
  /** Of the last change, s since 1970. */
  readonly changedAt: number;
  /** Id of the user whose task it is. */
  readonly responsible: number | null;
  readonly card: { readonly kind: CardKind; readonly id: string } | null;
  readonly isDone: boolean;
  /** What came of it; empty: nothing was said. */
  readonly result: string;
}

/** The part of the account that changes while the page is open. */
export interface AccountLife {
  /** Grows with each change. */
  readonly version: number;
  readonly cards: readonly Card[];
  /** The newest first. */
  readonly calls: readonly FeedCall[];
  /** The newest first. */
  readonly notes: readonly FeedNote[];
  readonly unsorted: readonly UnsortedCall[];
  readonly tasks: readonly Task[];
}

/** State of the integration in the account. */
export interface StoredWidget {
  readonly status: 'install' | 'installed' | 'not_configured';
  readonly active: 'Y' | 'N';
  /** Values of the fields that manifest.json lists under `settings`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The account as the server sends it to a page. The page updates its copy after each change. */
export interface Account {
  /** Name of the business. */
  readonly name: string;
  readonly language: Language;
  /** ISO code of the currency. */
  readonly currency: string;
  readonly stages: readonly Stage[];
  /** Number of resets of the sandbox so far. */
  readonly round: number;
  readonly users: readonly User[];
  life: AccountLife;
  widget: StoredWidget;
}
