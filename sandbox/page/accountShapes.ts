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
  readonly kind: 'contacts' | 'leads' | 'companies';
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

/** A stage of the account's one pipeline. */
export interface Stage {
  readonly id: number;
  readonly name: string;
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
  readonly cards: Card[];
  widget: StoredWidget;
}
