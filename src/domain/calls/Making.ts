import type { Party } from './Call';

/** What an agent makes in amoCRM of an unknown caller. A lead comes with its contact. */
export type NewClientKind = 'contact' | 'lead';

/** What was made, or was there already. */
export interface MadeClient {
  /** amoCRM's id, digits. */
  readonly contactId: string;
  readonly name: string;
  /** Digits; null: a contact alone. */
  readonly leadId: string | null;
}

/**
 * A client that is being made, or could not be. There is none once it is made: the caller is known then.
 *
 * ```
 *   (none) ──click──▶ under way ──made──▶ (none)
 *                      ▲     └──failed──▶ problem ──click──▶ under way
 * ```
 */
export interface Making {
  readonly kind: NewClientKind;
  /** Why it failed, in words; empty: it is under way. */
  readonly problem: string;
}

/** Clients that are being made, or could not be: `callerKey` of the number -> making. */
export type Makings = ReadonlyMap<string, Making>;

/** Makes contacts and leads in amoCRM. */
export interface ClientMaker {
  /** Resolves to why it failed, in words, where it did. Never makes a second one of the same number. Never rejects. */
  make(kind: NewClientKind, party: Pick<Party, 'number' | 'name'>): Promise<MadeClient | string>;
}
