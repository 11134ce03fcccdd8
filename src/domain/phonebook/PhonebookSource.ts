import type { Contact } from './Contact';

/** The phone book. Both methods reject with a `Failure`. */
export interface PhonebookSource {
  /** At most `limit` contacts whose name or number matches the text, the best match first. */
  find(text: string, limit: number): Promise<readonly Contact[]>;
  /** At most `limit` contacts that the agent has called or been called by, the latest first. */
  last(limit: number): Promise<readonly Contact[]>;
}
