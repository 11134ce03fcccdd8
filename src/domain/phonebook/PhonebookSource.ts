import type { Contact } from './Contact';

/** Where contacts are found. Both fail with a `Failure`. */
export interface PhonebookSource {
  /** Contacts that match what was typed, the best first. */
  find(text: string, limit: number): Promise<readonly Contact[]>;
  /** The agent's last contacts, the newest first. */
  last(limit: number): Promise<readonly Contact[]>;
}
