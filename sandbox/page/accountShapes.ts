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
  /** amoCRM has this contact, the backend's phone book has not. */
  readonly isOnlyInAmo?: boolean;
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
  readonly users: readonly User[];
  readonly cards: Card[];
  widget: StoredWidget;
}
