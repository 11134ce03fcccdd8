import type { Language } from './deskShapes';

/** A user of the sandbox's amoCRM account. */
export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  /** Number of the phone, in the profile too. Empty: the backend does not know this user. */
  readonly extension: string;
}

/** A card of the sandbox: contact, lead or company. */
export interface Card {
  readonly kind: CardKind;
  /** Digits. */
  readonly id: string;
  readonly name: string;
  readonly phones: readonly string[];
  readonly note: string;
  /** A contact's company: the card's id. */
  readonly company?: string;
  /** A lead's contact: the card's id. */
  readonly contact?: string;
  /** The responsible user's id. */
  readonly responsible?: number;
  /** A lead's stage: its id. */
  readonly stage?: number;
  /** A lead's sum, in the account's currency. */
  readonly price?: number;
  /** amoCRM has this contact, the backend's phone book has not. */
  readonly isOnlyInAmo?: boolean;
}

/** Kinds of cards, as they stand in the host's addresses and in the API's paths. */
export type CardKind = 'contacts' | 'leads' | 'companies';

/** A stage of the account's one pipeline. */
export interface Stage {
  readonly id: number;
  readonly name: string;
}

/** A call in the feed of a card, as a backend has posted it. */
export interface FeedCall {
  readonly id: number;
  /** The card that amoCRM has put it to. */
  readonly card: { readonly kind: CardKind; readonly id: string };
  readonly direction: 'inbound' | 'outbound';
  readonly phone: string;
  /** How long people talked, s. */
  readonly duration: number;
  /** amoCRM's `call_status`, 1 to 7; null: not given. */
  readonly status: number | null;
  /** Where the recording can be heard; null: there is none. */
  readonly link: string | null;
  /** Who took or made it: a user's id, or a name as it is shown; null: not known. */
  readonly who: number | string | null;
  /** The telephony that has posted it. */
  readonly source: string;
  /** Key of the call that came with it. */
  readonly uniq: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/** A caller whom no card has: it waits to be taken or declined. */
export interface UnsortedCall {
  readonly uid: string;
  /** Key of the sender. */
  readonly sourceUid: string;
  readonly name: string;
  readonly call: Omit<FeedCall, 'id' | 'card'>;
}

/** A task. */
export interface Task {
  readonly id: number;
  readonly text: string;
  /** Seconds since 1970. */
  readonly till: number;
  readonly createdAt: number;
  /** Whose it is: a user's id. */
  readonly responsible: number | null;
  readonly card: { readonly kind: CardKind; readonly id: string } | null;
  readonly isDone: boolean;
}

/** What happens in the account: it grows while the page is open. */
export interface AccountLife {
  /** Grows with each change. */
  readonly version: number;
  readonly cards: readonly Card[];
  /** The newest first. */
  readonly calls: readonly FeedCall[];
  readonly unsorted: readonly UnsortedCall[];
  readonly tasks: readonly Task[];
}

/** What amoCRM keeps of an integration. */
export interface StoredWidget {
  readonly status: 'install' | 'installed' | 'not_configured';
  readonly active: 'Y' | 'N';
  /** The fields of manifest.json's `settings`, all text. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The account: the server makes it, the page keeps a copy and changes that after each save. */
export interface Account {
  /** The business whose account it is. */
  readonly name: string;
  readonly language: Language;
  /** Code of the currency. */
  readonly currency: string;
  readonly stages: readonly Stage[];
  /** How often the sandbox began again before the page asked. */
  readonly round: number;
  readonly users: readonly User[];
  life: AccountLife;
  widget: StoredWidget;
}
